#include "compiler/cli.hpp"
#include "compiler/display.hpp"
#include "compiler/facts.hpp"
#include "compiler/json_members.hpp"
#include "compiler/json_writer.hpp"
#include "compiler/policy_set.hpp"
#include "compiler/replay.hpp"
#include "compiler/result_names.hpp"
#include "compiler/utf8.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace tenet::compiler::cli {
namespace {

/// So many changed answers, and as many lines that say nothing, are told one by one in texts.
constexpr std::size_t most_told = 20;
/// So much is read at a time.
constexpr std::size_t piece_bytes = std::size_t{1} << 16U;

/// Whether brackets nest deeper than in any answer.
bool is_too_deep(std::string_view line) {
    constexpr int most = 64;
    int depth = 0;
    bool in_text = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (in_text && c == '\\')
            ++i;
        else if (c == '"')
            in_text = !in_text;
        else if (!in_text && (c == '[' || c == '{') && ++depth > most)
            return true;
        else if (!in_text && (c == ']' || c == '}'))
            --depth;
    }
    return false;
}

/// One run of `replay` through a log.
class Replaying {
  public:
    Replaying(const Request& request, Console& console) : request_(request), console_(console) {}

    /// `not_needed` are the facts that other policies of the folder know.
    void add(const Compiled& policy, const std::vector<std::string_view>& not_needed) {
        policies_.emplace(policy.table->policy, std::make_unique<Replayer>(policy, not_needed));
    }

    void take(std::string_view line) {
        ++line_;
        constexpr std::string_view mark = "\xEF\xBB\xBF";
        if (line.starts_with(mark)) line.remove_prefix(mark.size());
        line = trimmed(line);
        while (!line.empty() && (line.back() == '\r' || line.back() == ' '))
            line.remove_suffix(1);
        if (line.empty()) return;
        if (is_too_deep(line)) return say_nothing(Arg("its values nest too deep", "嵌套过深"));
        if (!nlohmann::json::accept(line) || line.front() != '{')
            return say_nothing(Arg("this is no JSON object", "这一行不是 JSON 对象"));
        std::vector<std::string_view> members(4);
        find_members(line, {"facts", "policies", "policy", "refused"}, members);
        const std::string_view facts = members[0], policies = members[1], policy = members[2],
                               refused = members[3];
        if (!facts.starts_with('{') && !refused.empty()) {
            ++refused_;
            return;
        }
        if (!facts.starts_with('{'))
            return say_nothing(
                Arg("there are no `facts`; `tenet eval --format json --with-facts` writes them",
                    "没有 `facts`；`tenet eval --format json --with-facts` 会一并写出事实"));
        if (!policies.starts_with('{')) return ask(policies_of(policy), line, facts);
        const auto recorded = nlohmann::ordered_json::parse(policies);
        for (const auto& [name, answer] : recorded.items()) {
            const auto found = policies_.find(name);
            if (found == policies_.end())
                ++others_;
            else
                ask(found->second.get(), answer.dump(), facts, name);
        }
    }

    int finish() {
        if (request_.format == Format::Json)
            console_.out.write(summary_json());
        else
            console_.out.write(summary_text());
        if (broken_ != 0) return world_is_wrong;
        return flipped_ != 0 ? policy_is_wrong : done;
    }

  private:
    /// The policy that a line names, or the only one there is.
    Replayer* policies_of(std::string_view name) const {
        const auto found = policies_.find(member_text(name));
        if (found != policies_.end()) return found->second.get();
        return name.empty() && policies_.size() == 1 ? policies_.begin()->second.get() : nullptr;
    }

    void ask(Replayer* replayer, std::string_view recorded, std::string_view facts,
             const std::string& of = {}) {
        if (replayer == nullptr)
            return say_nothing(Arg("it was decided by another policy", "这一行是另一个政策的判定"));
        const Replayed result = replayer->ask(recorded, facts);
        if (result.unread) {
            ++refused_;
            return;
        }
        if (!result.problems.empty()) return say_nothing(result.problems.front());
        ++asked_;
        if (result.same_rules) ++same_rules_;
        if (result.changes.empty()) return;
        const bool flip = std::any_of(result.changes.begin(), result.changes.end(),
                                      [](const ReplayChange& each) { return each.is_flip(); });
        ++(flip ? flipped_ : reasons_);
        for (const ReplayChange& each : result.changes)
            if (each.is_flip() && !each.is_output) ++flips_[{each.name, each.from, each.to}];
        if (request_.format == Format::Json)
            console_.out.write(changes_json(result.changes, of));
        else if (++told_ <= most_told)
            for (const ReplayChange& each : result.changes)
                console_.out.write(change_text(each));
    }

    std::string place() const { return fmt::format("{}:{}", displayed(request_.files.front()), line_); }

    void say_nothing(const Arg& why) {
        if (++broken_ > most_told) return;
        const bool zh = request_.lang == Lang::Zh;
        console_.err.write(
            fmt::format("{}{}{}\n", place(), zh ? "：" : ": ", displayed(why.in(request_.lang))));
    }

    std::string change_text(const ReplayChange& change) const {
        const bool zh = request_.lang == Lang::Zh;
        std::string statuses;
        for (const ReplayChange::Status& each : change.requirements)
            statuses +=
                fmt::format("{}{}{}{} → {}",
                            statuses.empty() ? (zh ? "（" : " (")
                            : zh             ? "，"
                                             : ", ",
                            displayed(each.requirement), zh ? "：" : ": ", before(each.from), word(each.to));
        if (!statuses.empty()) statuses += zh ? "）" : ")";
        const std::string name = change.name.empty() ? "" : displayed(change.name) + (zh ? "：" : ": ");
        const std::string from = change.is_output ? shown(change.from) : word(change.from);
        const std::string to = change.is_output ? shown(change.to) : word(change.to);
        return fmt::format("{}{}{}{}{}\n", place(), zh ? "：" : ": ", name,
                           change.is_flip()
                               ? fmt::format("{} → {}", from, to)
                               : fmt::format("{}{}", from, zh ? "，理由不同" : ", other reasons"),
                           statuses);
    }

    /// A verdict or status as people read it; what is not there any more is told as that.
    std::string word(const std::string& id) const {
        const bool zh = request_.lang == Lang::Zh;
        if (id.empty()) return zh ? "没有了" : "gone";
        if (id == "answered") return zh ? "作出判定" : id;
        for (const VerdictKind verdict :
             {VerdictKind::Undetermined, VerdictKind::Eligible, VerdictKind::EligibleWithRemedy,
              VerdictKind::Ineligible, VerdictKind::NotApplicable, VerdictKind::Refused})
            if (id == identifier(verdict)) return std::string(compiler::shown(verdict, request_.lang));
        for (const RequirementStatus status :
             {RequirementStatus::Satisfied, RequirementStatus::Failed, RequirementStatus::Unknown})
            if (id == identifier(status)) return std::string(status_word(status, request_.lang));
        return displayed(id);
    }

    /// Of what was not there before.
    std::string before(const std::string& id) const {
        if (!id.empty()) return word(id);
        return request_.lang == Lang::Zh ? "新增" : "new";
    }

    std::string shown(const std::string& json) const { return json.empty() ? word({}) : displayed(json); }

    std::string changes_json(const std::vector<ReplayChange>& changes, const std::string& of) const {
        JsonWriter json(false);
        json.begin_object();
        json.number("line", line_);
        if (!of.empty()) json.text("policy", of);
        json.key("changes");
        json.begin_array();
        for (const ReplayChange& each : changes) {
            json.begin_object();
            if (!each.name.empty()) json.text(each.is_output ? "output" : "decision", each.name);
            // Values stand as JSON within JSON, so that nothing is lost of them.
            json.key("from");
            put(json, each, each.from);
            json.key("to");
            put(json, each, each.to);
            if (!each.is_output && !each.name.empty()) write_statuses(json, each.requirements);
            json.end_object();
        }
        json.end_array();
        json.end_object();
        return json.written() + "\n";
    }

    static void put(JsonWriter& json, const ReplayChange& of, const std::string& value) {
        if (value.empty())
            json.null();
        else if (of.is_output)
            json.number(value);
        else
            json.text(value);
    }

    static void write_statuses(JsonWriter& json, const std::vector<ReplayChange::Status>& all) {
        json.key("requirements");
        json.begin_array();
        for (const ReplayChange::Status& each : all) {
            json.begin_object();
            json.text("id", each.requirement);
            json.text("from", each.from);
            json.text("to", each.to);
            json.end_object();
        }
        json.end_array();
    }

    std::string summary_text() const {
        const bool zh = request_.lang == Lang::Zh;
        std::string out;
        if (told_ > most_told)
            out += fmt::format(fmt::runtime(zh ? "……另有 {} 条\n" : "… and {} more\n"), told_ - most_told);
        for (const auto& [change, count] : flips_) {
            const auto& [name, from, to] = change;
            out += fmt::format("{}{}{} → {} {}\n", displayed(name),
                               name.empty() ? ""
                               : zh         ? "："
                                            : ": ",
                               word(from), word(to), count);
        }
        out += fmt::format(
            fmt::runtime(zh ? "重新判定 {} 条，其中规则意思未变的 {} 条：结论变化 {} 条，只有理由变化 {} 条"
                            : "{} asked again, {} of them by rules that mean the same: {} changed, {} "
                              "for other reasons only"),
            asked_, same_rules_, flipped_, reasons_);
        if (others_ != 0)
            out += fmt::format(
                fmt::runtime(zh ? "，其他政策的 {} 条略过" : ", {} of other policies passed over"), others_);
        if (refused_ != 0)
            out += fmt::format(
                fmt::runtime(zh ? "，当时不予判定的 {} 行略过" : ", {} passed over that were refused"),
                refused_);
        if (broken_ != 0)
            out += fmt::format(fmt::runtime(zh ? "，{} 行不能重新判定" : ", {} lines could not be asked"),
                               broken_);
        return out + "\n";
    }

    std::string summary_json() const {
        JsonWriter json(false);
        json.begin_object();
        json.key("summary");
        json.begin_object();
        json.number("asked", asked_);
        json.number("same_rules", same_rules_);
        json.number("changed", flipped_);
        json.number("other_reasons", reasons_);
        json.number("others", others_);
        json.number("refused", refused_);
        json.number("broken", broken_);
        json.key("flips");
        json.begin_array();
        for (const auto& [change, count] : flips_) {
            json.begin_object();
            json.text("decision", std::get<0>(change));
            json.text("from", std::get<1>(change));
            json.text("to", std::get<2>(change));
            json.number("count", count);
            json.end_object();
        }
        json.end_array();
        json.end_object();
        json.end_object();
        return json.written() + "\n";
    }

    const Request& request_;
    Console& console_;
    std::map<std::string, std::unique_ptr<Replayer>> policies_;
    std::map<std::tuple<std::string, std::string, std::string>, std::size_t> flips_;  ///< decision, from, to
    std::size_t line_ = 0, asked_ = 0, same_rules_ = 0, flipped_ = 0, reasons_ = 0, broken_ = 0, told_ = 0;
    std::size_t others_ = 0;   ///< answers of policies that are not asked
    std::size_t refused_ = 0;  ///< lines that say no facts because these were refused
};

/// Hands over line after line of a stream; what went wrong, if anything did.
template <class Take>
std::optional<WorldError> for_each_line(ByteStream& stream, const std::string& path, const Take& take) {
    std::string text;
    std::size_t looked = 0;  // so much of it has no line end
    for (;;) {
        const Result<std::size_t> read = stream.read(text, piece_bytes);
        if (!read) return read.error;
        std::size_t begin = 0;
        for (std::size_t end; (end = text.find('\n', std::max(begin, looked))) != std::string::npos;
             begin = end + 1)
            take(std::string_view(text).substr(begin, end - begin));
        text.erase(0, begin);
        looked = text.size();
        if (looked > facts_bytes) return WorldError{path, "a line is too long", "有一行过长", true};
        if (*read.value == 0) break;
    }
    if (!text.empty()) take(text);
    return {};
}

}  // namespace

int replay(const Request& request, Console& console) {
    PolicySet set = compile_path(console.files, request.files[1], Locks::Checked);
    if (const int status = report(set, request.lang, console); status != done) return status;
    const std::vector<const PolicySet::Member*> questions = set.questions();
    if (questions.empty()) {
        complain(console, request.lang,
                 Arg("the policy decides and outputs nothing", "政策没有作出判定或输出"));
        return world_is_wrong;
    }
    Replaying replaying(request, console);
    const std::vector<std::string_view> declared =
        console.files.is_folder(request.files[1]) ? declared_facts(set) : std::vector<std::string_view>();
    for (const PolicySet::Member* each : questions)
        replaying.add(each->policy, declared);
    Result<std::unique_ptr<ByteStream>> log = console.files.open_stream(request.files[0]);
    if (!log) {
        complain(console, request.lang, log.error);
        return world_is_wrong;
    }
    const std::optional<WorldError> error =
        for_each_line(**log.value, request.files[0], [&](std::string_view line) { replaying.take(line); });
    if (error) {
        complain(console, request.lang, *error);
        return world_is_wrong;
    }
    return replaying.finish();
}

}  // namespace tenet::compiler::cli
