#include "table_rules.hpp"

#include <mutex>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <tenet.h>
#include <utility>
#include <vector>

namespace decision_service {
namespace {

struct CloseTable {
    void operator()(tenet_table* table) const { tenet_close(table); }
};
struct CloseAsker {
    void operator()(tenet_asker* asker) const { tenet_asker_close(asker); }
};
using Table = std::unique_ptr<tenet_table, CloseTable>;
using Asker = std::unique_ptr<tenet_asker, CloseAsker>;

/// Askers that nobody uses at the moment.
class Askers {
  public:
    explicit Askers(const tenet_table& table) : table_(table) {}

    Asker take() {
        const std::lock_guard<std::mutex> lock(mutex_);
        if (!free_.empty()) {
            Asker asker = std::move(free_.back());
            free_.pop_back();
            return asker;
        }
        tenet_asker* asker = nullptr;
        if (tenet_asker_open(&table_, &asker) != TENET_DONE) throw std::runtime_error("no asker of a table");
        return Asker(asker);
    }

    void give(Asker asker) {
        const std::lock_guard<std::mutex> lock(mutex_);
        free_.push_back(std::move(asker));
    }

  private:
    const tenet_table& table_;
    std::mutex mutex_;
    std::vector<Asker> free_;
};

using AnyJson = nlohmann::json;

/// The first problem that the library tells, as a problem of ours.
Problem problem_of(std::string_view told) {
    const AnyJson document = AnyJson::parse(told, nullptr, false);
    Problem problem{ProblemKind::Facts};
    const auto refused = document.find("refused");
    if (refused == document.end() || refused->empty()) return problem;
    const AnyJson& first = refused->is_array() ? refused->front() : *refused;
    const auto text = [&](const char* name) {
        const auto found = first.find(name);
        return found != first.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    const auto number = [&](const char* name) {
        const auto found = first.find(name);
        return found != first.end() && found->is_number_unsigned() ? found->get<std::uint32_t>() : 0U;
    };
    problem.code = text("code");
    problem.detail = text("message");
    problem.help = text("help");
    problem.pointer = text("pointer");
    problem.line = number("line");
    problem.column = number("column");
    if (problem.code == "T0401" || problem.code == "T0402") problem.kind = ProblemKind::NotJson;
    if (problem.code == "T0424" || problem.code == "T0427") problem.kind = ProblemKind::Refused;
    return problem;
}

class TableRules final : public Rules {
  public:
    explicit TableRules(Table table) : table_(std::move(table)), askers_(*table_) {}

    std::string_view policy() const override { return tenet_policy(table_.get()); }
    std::string_view fingerprint() const override { return tenet_fingerprint(table_.get()); }
    bool is_built_in() const override { return false; }
    std::string_view form() const override {
        std::size_t size = 0;
        const char* const text = tenet_form(table_.get(), &size);
        if (text == nullptr) throw std::bad_alloc();
        return {text, size};
    }

    std::optional<Problem> ask(std::string_view facts, Language language, Reply& reply) const override {
        Asker asker = askers_.take();
        const char* text = nullptr;
        std::size_t size = 0;
        const tenet_result result =
            tenet_answer(asker.get(), facts.data(), facts.size(), TENET_JSON,
                         language == Language::zh ? TENET_ZH : TENET_EN, &text, &size);
        if (result != TENET_DONE && result != TENET_FACTS_WRONG)
            throw std::runtime_error("a table does not answer");
        std::optional<Problem> problem;
        if (result == TENET_DONE)
            keep({text, size}, reply);
        else
            problem = problem_of({text, size});
        askers_.give(std::move(asker));
        return problem;
    }

  private:
    /// A table has one form of its answer only; the verdict is the first that stands in it.
    static void keep(std::string_view answer, Reply& reply) {
        reply.answer = answer;
        reply.record = answer;
        reply.verdict = {};
        constexpr std::string_view key = "\"verdict\":\"";
        const std::size_t decisions = reply.answer.find("\"decisions\":{");
        const std::size_t at = reply.answer.find(key, decisions);
        const std::size_t outputs = reply.answer.find("\"outputs\":{", decisions);
        if (decisions == std::string::npos || at == std::string::npos || at > outputs) return;
        const std::size_t begin = at + key.size();
        reply.verdict = std::string_view(reply.answer).substr(begin, reply.answer.find('"', begin) - begin);
    }

    Table table_;
    mutable Askers askers_;
};

std::string complaint_of(std::string_view bytes, tenet_language language, tenet_table** table) {
    char why[400];
    const tenet_result result = tenet_open(bytes.data(), bytes.size(), language, table, why, sizeof why);
    if (result == TENET_DONE) return {};
    if (result == TENET_TABLE_WRONG) return why;
    return language == TENET_ZH ? "内存不足" : "there is no memory left";
}

}  // namespace

std::variant<RulesPointer, TableComplaint> open_table_rules(std::string_view bytes) {
    tenet_table* table = nullptr;
    std::string en = complaint_of(bytes, TENET_EN, &table);
    if (table != nullptr) return std::make_shared<const TableRules>(Table(table));
    return TableComplaint{std::move(en), complaint_of(bytes, TENET_ZH, &table)};
}

}  // namespace decision_service
