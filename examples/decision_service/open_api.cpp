#include "open_api.hpp"

#include <nlohmann/json.hpp>
#include <utility>

namespace decision_service {
namespace {

using Json = nlohmann::ordered_json;

class Describing {
  public:
    explicit Describing(Language language) : zh_(language == Language::zh) {}

    Json run(const InForce& in_force) const {
        Json paths{
            {"/v1/questions", {{"get", operation(say("The questions", "全部问题"), {}, "array")}}},
            {"/v1/questions/{id}",
             {{"get", operation(say("What a form needs to ask a question", "填写一个问题所需的说明"), {id()},
                                "object")}}},
            {"/v1/tables",
             {{"get", operation(say("The tables read while running", "运行中读入的规则表"), {}, "array")}}},
            {"/health",
             {{"get", operation(say("Whether the service runs", "服务是否在运行"), {}, "object")}}}};
        for (const auto& [policy, rules] : in_force.rules) {
            const Json form = Json::parse(rules->form());
            const Json facts = object(form.at("facts"));
            const std::string path = "/v1/questions/" + policy, name = label(form);
            paths[path]["post"] = asking(name, facts, Json{{"$ref", "#/components/schemas/Answer"}});
            paths[path + "/batch"]["post"] =
                asking(name + say(", many cases at once", "，一次多件"),
                       Json{{"type", "array"}, {"items", facts}, {"maxItems", 10000}},
                       Json{{"type", "array"}, {"items", {{"$ref", "#/components/schemas/Case"}}}});
        }
        return {
            {"openapi", "3.1.0"},
            {"info",
             {{"title", say("Decisions by policies", "按政策作判定")},
              {"version", "1"},
              {"description",
               say("Facts that are not known yet are left out; `null` is known not to exist. The author's own names are taken as well as ids. Answers come in the language "
                   "of `?lang=` or Accept-Language.",
                   "尚不知道的事实不写；`null` 表示确知没有。除代号外也可以用政策中的名称。答复用 `?lang=` 或 Accept-Language 指明的语言。")}}},
            {"paths", std::move(paths)},
            {"components", {{"schemas", schemas()}}}};
    }

  private:
    std::string say(const char* en, const char* zh) const { return zh_ ? zh : en; }
    std::string label(const Json& row) const {
        return row.at("label").at(zh_ ? "zh" : "en").get<std::string>();
    }

    static Json id() {
        return {{"name", "id"}, {"in", "path"}, {"required", true}, {"schema", {{"type", "string"}}}};
    }

    Json asking_parameters() const {
        return Json::array(
            {{{"name", "lang"}, {"in", "query"}, {"schema", {{"enum", {"en", "zh"}}}}},
             {{"name", "trial"},
              {"in", "query"},
              {"schema", {{"enum", {"0", "1"}}}},
              {"description", say("1: answered without being recorded", "为 1 时只作试算，不记录")}}});
    }

    static Json content(const char* type, Json schema) { return {{type, {{"schema", std::move(schema)}}}}; }

    Json problem() const {
        return {{"description", say("No answer, and why", "没有答复，及其原因")},
                {"content", content("application/problem+json", {{"$ref", "#/components/schemas/Problem"}})}};
    }

    Json operation(const std::string& summary, Json parameters, const char* type) const {
        return {
            {"summary", summary},
            {"parameters", parameters.is_null() ? Json::array() : std::move(parameters)},
            {"responses",
             {{"200", {{"description", summary}, {"content", content("application/json", {{"type", type}})}}},
              {"default", problem()}}}};
    }

    Json asking(const std::string& summary, Json facts, Json answer) const {
        const auto header = [](const std::string& what) {
            return Json{{"description", what}, {"schema", {{"type", "string"}}}};
        };
        const Json headers{
            {"Tenet-Decision", header(say("the id of the recorded decision", "所记录的判定的编号"))},
            {"Tenet-Fingerprint", header(say("which rules it was made with", "作出判定的规则的指纹"))}};
        return {
            {"summary", summary},
            {"parameters", asking_parameters()},
            {"requestBody", {{"required", true}, {"content", content("application/json", std::move(facts))}}},
            {"responses",
             {{"200",
               {{"description", summary},
                {"headers", headers},
                {"content", content("application/json", std::move(answer))}}},
              {"default", problem()}}}};
    }

    Json object(const Json& facts) const {
        Json properties = Json::object();
        for (const Json& fact : facts)
            properties[fact.at("id").get<std::string>()] = schema(fact);
        return {{"type", "object"}, {"properties", std::move(properties)}};
    }

    Json schema(const Json& fact) const {
        Json schema = plain(fact);
        if (fact.at("or_none").get<bool>())
            schema = {{"anyOf", Json::array({std::move(schema), {{"type", "null"}}})}};
        schema["description"] = label(fact);
        return schema;
    }

    static Json values(const Json& fact) {
        Json ids = Json::array();
        for (const Json& value : fact.at("values"))
            ids.push_back(value.at("id"));
        return {{"enum", std::move(ids)}};
    }

    Json plain(const Json& fact) const {
        const auto kind = fact.at("kind").get<std::string>();
        if (kind == "yes_no") return {{"type", "boolean"}};
        if (kind == "date") return {{"type", "string"}, {"format", "date"}};
        if (kind == "text") return {{"type", "string"}};
        if (kind == "choice") return values(fact);
        if (kind == "set") return {{"type", "array"}, {"items", values(fact)}, {"uniqueItems", true}};
        if (kind == "list")
            return {{"type", "array"}, {"items", object(fact.at("fields"))}, {"maxItems", fact.at("most")}};
        return {{"type", kind == "count" ? "integer" : "number"},
                {"minimum", fact.at("min")},
                {"maximum", fact.at("max")},
                {"multipleOf", fact.at("step")}};
    }

    static Json schemas() {
        const Json text{{"type", "string"}}, number{{"type", "integer"}};
        return {{"Answer",
                 {{"type", "object"},
                  {"required", {"policy", "fingerprint", "decisions", "outputs", "notes"}},
                  {"properties",
                   {{"policy", text},
                    {"fingerprint", text},
                    {"as_of", {{"type", {"string", "null"}}}},
                    {"decisions", {{"type", "object"}}},
                    {"outputs", {{"type", "object"}}},
                    {"notes", {{"type", "array"}, {"items", text}}}}}}},
                {"Case",
                 {{"type", "object"},
                  {"properties",
                   {{"decision", text},
                    {"answer", {{"$ref", "#/components/schemas/Answer"}}},
                    {"problem", {{"$ref", "#/components/schemas/Problem"}}}}}}},
                {"Problem",
                 {{"type", "object"},
                  {"required", {"type", "title", "status", "detail"}},
                  {"properties",
                   {{"type", text},
                    {"title", text},
                    {"status", number},
                    {"detail", text},
                    {"help", text},
                    {"code", text},
                    {"pointer", text},
                    {"line", number},
                    {"column", number}}}}}};
    }

    bool zh_;
};

}  // namespace

std::string open_api(const InForce& in_force, Language language) {
    return Describing(language).run(in_force).dump();
}

}  // namespace decision_service
