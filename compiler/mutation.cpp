#include "compiler/mutation.hpp"

#include "compiler/assemble.hpp"
#include "compiler/batch_pipeline.hpp"
#include "compiler/coverage_words.hpp"
#include "compiler/difference.hpp"
#include "compiler/display.hpp"
#include "compiler/evaluate.hpp"
#include "compiler/facts_json.hpp"
#include "compiler/fingerprint.hpp"
#include "compiler/json_writer.hpp"
#include "compiler/lower.hpp"
#include "compiler/prove.hpp"
#include "compiler/result_names.hpp"
#include "compiler/test_run.hpp"
#include "compiler/test_words.hpp"
#include "compiler/verify.hpp"
#include "tenet/valid.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace tenet::compiler {
namespace {

/// The tests that say what the policy means: confirmed, and passing.
std::vector<std::size_t> tests_that_count(const Compiled& policy) {
    const Program program = policy.program->view();
    Interpreter interpreter(program, *policy.table);
    std::vector<std::size_t> tests;
    for (std::size_t i = 0; i < policy.tests.size(); ++i)
        if (!policy.tests[i].unconfirmed && run_test(interpreter, *policy.table, policy.tests, i).passed())
            tests.push_back(i);
    return tests;
}

/// So many applicants are asked for one on whom a survivor shows, and so many for all survivors.
constexpr std::uint64_t most_tries = 5'000, most_tries_together = 200'000;

std::string_view name_of(Fate fate) {
    switch (fate) {
    case Fate::Faulty: return "faulty";
    case Fate::Same: return "same";
    case Fate::Text: return "text";
    case Fate::Killed: return "killed";
    case Fate::Survived: break;
    }
    return "survived";
}

/// Rounded down to a tenth, so that 100 % means all.
std::string score_text(std::size_t part, std::size_t all) {
    const std::size_t tenths = all == 0 ? 1000 : part * 1000 / all;
    return fmt::format("{}.{} %", tenths / 10, tenths % 10);
}

/// What the stages make of a changed module; nothing if the check would refuse it.
std::optional<Compiled> recompiled(typed::Module module) {
    Compiled changed;
    changed.table = lower(module);
    if (changed.table->too_large || !verify(*changed.table).empty()) return std::nullopt;
    prove(*changed.table, changed.diagnostics);
    changed.fingerprints = fingerprint(*changed.table);
    OwnedProgram program = assemble(*changed.table, *changed.fingerprints, changed.diagnostics);
    if (changed.diagnostics.has_errors() || !valid(program.view())) return std::nullopt;
    changed.program = std::move(program);
    changed.module = std::move(module);
    return changed;
}

/// What a changed policy is worth to the tests; `now` is told of the policy as it is, without the words of its authors.
Fate judge(const Compiled& policy, const Fingerprints& now, const std::optional<Compiled>& changed,
           const std::vector<std::size_t>& tests) {
    if (!changed) return Fate::Faulty;
    const Fingerprints& prints = *changed->fingerprints;
    if (prints.meaning == now.meaning) return prints.text == now.text ? Fate::Same : Fate::Text;
    const Program program = changed->program->view();
    Interpreter interpreter(program, *changed->table);
    for (const std::size_t i : tests)
        if (!run_test(interpreter, *changed->table, policy.tests, i).passed()) return Fate::Killed;
    return Fate::Survived;
}

/// What is answered to a witness before and after, of the subject that shows it.
class Answers {
  public:
    Answers(const Compiled& before, const Compiled& after, const Finding& finding)
        : policies_{&before, &after}, subject_(finding.subject), witness_(*finding.witness) {}

    std::string text(Lang lang) const {
        const std::string was = answer(0, lang), is = answer(1, lang);
        JsonWriter json(false);
        write_facts(json, *policies_[0]->table, witness_.rows[0]);
        return fmt::format(fmt::runtime(lang == Lang::Zh ? "例如 {}：{} → {}" : "for example {}: {} → {}"),
                           json.written(), was, is);
    }

  private:
    std::string answer(std::size_t i, Lang lang) const {
        const Table& table = *policies_[i]->table;
        const std::uint32_t at = subject_.index[i];
        if (witness_.answers[i].refused()) return std::string(shown(VerdictKind::Refused, lang));
        const Program program = policies_[i]->program->view();
        const Explained explained = Interpreter(program, table).explained(witness_.rows[i]);
        const Telling telling{table, explained, lang};
        switch (subject_.kind) {
        case Subject::Kind::Refusal: return lang == Lang::Zh ? "作出判定" : "answered";
        case Subject::Kind::Verdict: return verdict_written(telling, at, lang);
        case Subject::Kind::Requirement:
            return std::string(
                status_word(explained.answer.decisions[at].requirements[subject_.place[i]], lang));
        case Subject::Kind::Output: break;
        }
        return output_written(telling, at, lang);
    }

    std::array<const Compiled*, 2> policies_;
    const Subject& subject_;
    const Witness& witness_;
};

/// What a closer look at a survivor finds.
struct Closer {
    bool same = false;
    Arg witness{""};
};

Closer closer(const Compiled& policy, const Mutant& mutant, const DifferenceOptions& options) {
    const std::optional<Compiled> changed = mutated(policy, mutant);
    const Difference difference = compare_versions(policy, *changed, options);
    Closer found{difference.proved_same(), Arg("")};
    for (const Finding& finding : difference.findings) {
        if (!finding.changed()) continue;
        const Answers answers(policy, *changed, finding);
        found.witness = {answers.text(Lang::En), answers.text(Lang::Zh)};
        break;
    }
    return found;
}

}  // namespace

std::optional<Compiled> mutated(const Compiled& policy, const Mutant& mutant) {
    typed::Module module = *policy.module;
    mutant.apply(module);
    return recompiled(std::move(module));
}

bool MutationReport::add(const Compiled& policy, unsigned jobs, const Watch& watch) {
    const std::vector<std::string> keys = files_.keys_of(*policy.sources);
    std::vector<Mutant> mutants = mutants_of(policy);
    std::erase_if(mutants, [&](const Mutant& each) { return !files_.contains(keys[each.span.file]); });
    const std::vector<std::size_t> tests = tests_that_count(policy);
    const Fingerprints now = fingerprint(lower(*policy.module));
    std::size_t next = 0, taken = 0;
    Pipeline<std::size_t, Fate> pipeline(jobs, {[&](std::size_t& piece) {
                                                    piece = next++;
                                                    return piece < mutants.size();
                                                },
                                                [&](unsigned, std::size_t& piece) {
                                                    return judge(policy, now, mutated(policy, mutants[piece]),
                                                                 tests);
                                                },
                                                [&](Fate& fate) {
                                                    take(policy, keys, mutants[taken++], fate);
                                                    if (watch) watch(taken, mutants.size());
                                                    return true;
                                                },
                                                [] {}});
    return pipeline.run();
}

void MutationReport::take(const Compiled& policy, const std::vector<std::string>& keys, const Mutant& mutant,
                          Fate fate) {
    const Span span = mutant.span, of = mutant.rule.span;
    const auto line_of = [&](Span place) { return policy.sources->place(place.file, place.begin).line; };
    const auto [found, fresh] =
        lines_.try_emplace({keys[span.file], of.begin, span.begin, span.end, mutant.change.en},
                           Line{line_of(span), line_of(of), rule_text(mutant.rule),
                                Arg(words_at(policy, span)), mutant.change, fate});
    if (fate == Fate::Survived) survivors_.push_back({found->first, &policy, mutant});
    // To one policy a change may mean nothing that another would notice.
    found->second.fate = std::max(found->second.fate, fate);
}

bool MutationReport::look_closer(unsigned jobs, const Watch& watch) {
    std::erase_if(survivors_,
                  [&](const Survivor& each) { return lines_.at(each.key).fate != Fate::Survived; });
    // Many survivors have less for each.
    DifferenceOptions options;
    options.search.most = std::clamp<std::uint64_t>(
        most_tries_together / std::max<std::size_t>(survivors_.size(), 1), 200, most_tries);
    std::map<Key, bool> proved;  ///< whether they are the same for every policy for which they survived
    std::size_t next = 0, taken = 0;
    Pipeline<std::size_t, Closer> pipeline(jobs, {[&](std::size_t& piece) {
                                                      piece = next++;
                                                      return piece < survivors_.size();
                                                  },
                                                  [&](unsigned, std::size_t& piece) {
                                                      const Survivor& each = survivors_[piece];
                                                      return closer(*each.policy, each.mutant, options);
                                                  },
                                                  [&](Closer& found) {
                                                      const Key& key = survivors_[taken++].key;
                                                      if (watch) watch(taken, survivors_.size());
                                                      const auto [same, fresh] =
                                                          proved.try_emplace(key, true);
                                                      same->second = same->second && found.same;
                                                      Line& line = lines_.at(key);
                                                      if (line.witness.en.empty())
                                                          line.witness = std::move(found.witness);
                                                      return true;
                                                  },
                                                  [] {}});
    if (!pipeline.run()) return false;
    for (const auto& [key, same] : proved)
        if (same) lines_.at(key).fate = Fate::Same;
    survivors_.clear();
    return true;
}

MutationReport::Counts MutationReport::counts() const {
    Counts all;
    for (const auto& [key, line] : lines_) {
        if (line.fate == Fate::Killed) ++all.killed;
        if (line.fate == Fate::Survived) ++all.survived;
        if (line.fate == Fate::Same) ++all.same;
    }
    return all;
}

std::string MutationReport::listed(Fate fate, Lang lang) const {
    std::string out, last_file;
    std::uint32_t last_rule = 0;
    for (const auto& [key, line] : lines_) {
        if (line.fate != fate) continue;
        const std::string& file = files_.shown(std::get<0>(key));
        if (file != last_file || line.rule_line != last_rule)
            out += fmt::format(fmt::runtime(lang == Lang::Zh ? "{}:{}：{}\n" : "{}:{}: {}\n"),
                               displayed(file), line.rule_line, line.rule.in(lang));
        out += fmt::format(fmt::runtime(lang == Lang::Zh ? "  {:>4}  `{}`：{}\n" : "  {:>4}  `{}`: {}\n"),
                           line.line, line.words.in(lang), line.change.in(lang));
        if (fate == Fate::Survived && !line.witness.en.empty())
            out += fmt::format("        {}\n", line.witness.in(lang));
        last_file = file;
        last_rule = line.rule_line;
    }
    return out;
}

std::string MutationReport::text(Lang lang) const {
    const bool zh = lang == Lang::Zh;
    const Counts all = counts();
    std::string out;
    if (const std::string survivors = listed(Fate::Survived, lang); !survivors.empty())
        out += (zh ? "这样改，没有测试发现：\n" : "changed like this, no test notices:\n") + survivors + "\n";
    if (const std::string same = listed(Fate::Same, lang); !same.empty())
        out += (zh ? "这样改，意思不变，不计入：\n"
                   : "changed like this, the meaning is the same, which does not count:\n") +
               same + "\n";
    const std::size_t judged = all.killed + all.survived;
    out += fmt::format(fmt::runtime(zh ? "改动 {} 处，测试发现 {} 处，没有发现 {} 处，意思不变 {} 处：{}\n"
                                       : "{} changes: {} noticed, {} not, {} with the same meaning: {}\n"),
                       judged + all.same, all.killed, all.survived, all.same, score_text(all.killed, judged));
    return out;
}

std::string MutationReport::json(Lang lang) const {
    const Counts all = counts();
    JsonWriter json(false);
    json.begin_object();
    json.number("killed", all.killed);
    json.number("survived", all.survived);
    json.number("same", all.same);
    json.key("mutants");
    json.begin_array();
    for (const auto& [key, line] : lines_) {
        if (line.fate == Fate::Faulty || line.fate == Fate::Text) continue;
        json.begin_object();
        json.text("file", files_.shown(std::get<0>(key)));
        json.number("line", line.line);
        json.text("rule", line.rule.in(lang));
        json.text("words", line.words.in(lang));
        json.text("change", line.change.in(lang));
        json.text("fate", name_of(line.fate));
        if (line.fate == Fate::Survived && !line.witness.en.empty())
            json.text("witness", line.witness.in(lang));
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return json.written();
}

bool MutationReport::scores(unsigned percent) const {
    const Counts all = counts();
    return all.killed * 100 >= (all.killed + all.survived) * percent;
}

bool MutationReport::has_too_many_same() const {
    // A few there are in the smallest policy.
    constexpr std::size_t most_in_a_hundred = 3, few = 10;
    const Counts all = counts();
    return all.same > few && all.same * 100 > (all.killed + all.survived + all.same) * most_in_a_hundred;
}

}  // namespace tenet::compiler
