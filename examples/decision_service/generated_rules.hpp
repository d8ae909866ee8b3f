#pragma once

#include "rules.hpp"

#include <string>
#include <string_view>
#include <tenet/explain_json.hpp>
#include <tenet/json.hpp>
#include <vector>

/// Rules of a generated header.
namespace decision_service {

constexpr tenet::Lang lang_of(Language language) {
    return language == Language::zh ? tenet::Lang::zh : tenet::Lang::en;
}

/// The problem that a refusal in words is: `error[T0424]: what` and below it `help: what to do`.
Problem refusal_of(std::string_view words);

/// What `write` puts into a buffer that it is given, however long that comes to be.
template <class Write>
void write_whole(std::string& text, const Write& write) {
    constexpr std::size_t usual = 8192;
    if (text.capacity() < usual) text.reserve(usual);
    text.resize(text.capacity());
    tenet::WrittenText written = write(text.data(), text.size());
    if (!written.is_whole()) {
        text.resize(written.needed);
        written = write(text.data(), text.size());
    }
    text.resize(written.text.size());
}

/// The rules of a table that was built into the service, and so is one.
RulesPointer open_built_in_table(std::string_view bytes);

/// `eligible`, `ineligible` and so on, as JSON has them.
std::string_view word_of(tenet::Verdict verdict);

/// The facts' memory, kept by the thread.
std::vector<std::byte>& memory_of_thread(std::size_t size);

template <class Traits>
class GeneratedRules final : public Rules {
  public:
    GeneratedRules(std::string policy, std::string fingerprint, std::string form)
        : policy_(std::move(policy)), fingerprint_(std::move(fingerprint)), form_(std::move(form)) {}

    std::string_view policy() const override { return policy_; }
    std::string_view fingerprint() const override { return fingerprint_; }
    bool is_built_in() const override { return true; }
    std::string_view form() const override { return form_; }

    std::optional<Problem> ask(std::string_view text, Language language, Reply& reply) const override {
        typename Traits::Facts facts;
        std::vector<std::byte>& memory = memory_of_thread(tenet::json::memory_for<Traits>(text.size()));
        const tenet::json::Fault fault = tenet::json::read(Traits{}, text, facts, memory);
        if (fault) return problem_of(fault, text, language);
        tenet::AnswerJson<Traits> answer(Traits{}, facts);
        const tenet::Lang lang = lang_of(language);
        if (answer.refused()) {
            std::string words;
            write_whole(words, [&](char* to, std::size_t size) { return answer.refusal(lang, to, size); });
            return refusal_of(words);
        }
        write_whole(reply.answer, [&](char* to, std::size_t size) { return answer.result(lang, to, size); });
        write_whole(reply.record, [&](char* to, std::size_t size) { return answer.brief(lang, to, size); });
        reply.verdict = {};
        if constexpr (Traits::program.decision_count != 0) reply.verdict = word_of(answer.verdict(0));
        return std::nullopt;
    }

  private:
    static Problem problem_of(const tenet::json::Fault& fault, std::string_view text, Language language) {
        const tenet::Lang lang = lang_of(language);
        char words[1000];
        Problem problem;
        problem.code = tenet::json::code_of(fault.cause);
        problem.kind =
            problem.code == "T0401" || problem.code == "T0402" ? ProblemKind::NotJson : ProblemKind::Facts;
        problem.detail = tenet::json::message(Traits{}, fault, text, lang, words);
        problem.help = tenet::json::remedy(Traits{}, fault, text, lang, words);
        problem.pointer = tenet::json::pointer(Traits{}, fault, text, words);
        problem.line = fault.line;
        problem.column = fault.column;
        return problem;
    }

    std::string policy_, fingerprint_, form_;
};

}  // namespace decision_service
