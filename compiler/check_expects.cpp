#include "compiler/check_parts.hpp"
#include "compiler/check_test_parts.hpp"

#include <fmt/format.h>
#include <string>
#include <utility>

/// What tests expect, against the decisions and outputs of the policy.
namespace tenet::compiler::checking {
namespace {

using ast::ExpectKind;

VerdictKind verdict_of(ast::Verdict verdict) {
    switch (verdict) {
    case ast::Verdict::Eligible: return VerdictKind::Eligible;
    case ast::Verdict::Ineligible: return VerdictKind::Ineligible;
    case ast::Verdict::EligibleWithRemedy: return VerdictKind::EligibleWithRemedy;
    case ast::Verdict::Undetermined: return VerdictKind::Undetermined;
    case ast::Verdict::NotApplicable: return VerdictKind::NotApplicable;
    }
    __builtin_unreachable();
}

bool named_so(const typed::Symbol& symbol, std::string_view name) {
    return symbol.text == name || symbol.id == name;
}

/// The place of what is called so; its size if there is none.
template <class All, class SymbolOf>
std::uint32_t place_of(const All& all, std::string_view name, SymbolOf symbol_of) {
    std::uint32_t place = 0;
    while (place < all.size() && !named_so(symbol_of(all[place]), name))
        ++place;
    return place;
}

std::vector<const typed::Definition*> outputs_of(const typed::Module& module) {
    std::vector<const typed::Definition*> all;
    for (const typed::Definition& each : module.definitions)
        if (each.is_output) all.push_back(&each);
    return all;
}

std::vector<const typed::Remedy*> remedies_of(const typed::Decision& decision) {
    std::vector<const typed::Remedy*> all;
    for (const typed::Requirement& requirement : decision.requirements)
        for (const typed::Remedy& remedy : requirement.remedies)
            all.push_back(&remedy);
    return all;
}

/// The expectations of one test.
class ExpectCheck {
  public:
    ExpectCheck(State& state, const FactPlaces& facts)
        : state_(state), facts_(facts), outputs_(outputs_of(state.module)) {}

    std::vector<TestExpect> run(const ast::Test& test) {
        const ast::Expect* refused = nullptr;
        for (const ast::Expect& each : test.expects)
            if (each.kind == ExpectKind::Refused && refused == nullptr) refused = &each;
        std::vector<TestExpect> all;
        for (const ast::Expect& each : test.expects) {
            if (refused != nullptr && each.kind != ExpectKind::Refused) {
                state_.diagnostics.report<D::ExpectRefusedAlone>(each.span).related.push_back(
                    {refused->span, Arg("the refusal is here", "拒绝在这里")});
                break;
            }
            all.push_back(check(each));
        }
        return all;
    }

  private:
    TestExpect check(const ast::Expect& expect) {
        TestExpect result;
        result.kind = expect.kind;
        result.part = expect.part;
        result.span = expect.span;
        if (expect.kind == ExpectKind::Refused) return result;
        const auto& decisions = state_.module.decisions;
        const std::uint32_t decision = place_of(
            decisions, expect.name.text, [](const auto& each) -> const typed::Symbol& { return each.name; });
        const std::uint32_t output = place_of(
            outputs_, expect.name.text, [](const auto* each) -> const typed::Symbol& { return each->name; });
        if (decision < decisions.size())
            check_decision(expect, decision, result);
        else if (output < outputs_.size())
            check_output(expect, output, result);
        else
            report_no_result(expect.name);
        return result;
    }

    void report_no_result(const ast::NameUse& name) {
        const auto candidates = [&] {
            std::vector<std::string_view> all;
            for (const typed::Decision& each : state_.module.decisions)
                all.insert(all.end(), {each.name.text, each.name.id});
            for (const typed::Definition* each : outputs_)
                all.insert(all.end(), {each->name.text, each->name.id});
            return all;
        };
        std::string suggestion = meant(state_, name.text, candidates);
        state_.diagnostics.report<D::ExpectUnknownName>(name.span, name.text).suggestion =
            std::move(suggestion);
    }

    void check_decision(const ast::Expect& expect, std::uint32_t decision, TestExpect& result) {
        if (!once_.take(state_, expect.name, decision)) return;
        if (expect.kind != ExpectKind::Verdict) {
            state_.diagnostics.report<D::ExpectValueOfDecision>(expect.name.span, expect.name.text);
            return;
        }
        const typed::Decision& of = state_.module.decisions[decision];
        result.subject = decision;
        result.verdict = verdict_of(expect.verdict);
        result.lists = expect.lists;
        for (const std::uint32_t position : expect.at)
            result.at.push_back(position - 1);
        if (!may_have_reasons(expect)) return;
        check_because(expect, of, result);
        check_remedies(expect, of, result);
        Once once(Arg("this list", "这里"));
        for (const ast::NeedingPath& path : expect.needing)
            if (const auto found = find_path(path))
                if (once.take(state_, path_use(path), key_of(*found))) result.needing.push_back(*found);
    }

    /// Where all is well, or nothing is asked, there is nothing to name.
    bool may_have_reasons(const ast::Expect& expect) {
        const bool none =
            expect.verdict == ast::Verdict::Eligible || expect.verdict == ast::Verdict::NotApplicable;
        if (!none || (expect.because.empty() && expect.at.empty() && expect.remedies.empty())) return true;
        const bool eligible = expect.verdict == ast::Verdict::Eligible;
        const Span named = !expect.because.empty()    ? expect.because.front().span
                           : !expect.remedies.empty() ? expect.remedies.front().span
                                                      : expect.span;
        state_.diagnostics.report<D::ExpectReasonless>(named, eligible ? Arg("eligible", "符合条件")
                                                                       : Arg("not_applicable", "不适用"));
        return false;
    }

    void check_because(const ast::Expect& expect, const typed::Decision& of, TestExpect& result) {
        Once once(Arg("this list", "这里"));
        for (const ast::NameUse& name : expect.because) {
            const std::uint32_t place = place_of(
                of.requirements, name.text, [](const auto& each) -> const typed::Symbol& { return each.id; });
            if (place < of.requirements.size()) {
                if (once.take(state_, name, place)) result.because.push_back(place);
                continue;
            }
            std::vector<const typed::Symbol*> all;
            for (const typed::Requirement& each : of.requirements)
                all.push_back(&each.id);
            report_no_member<D::ExpectNoRequirement>(name, of, all);
        }
    }

    void check_remedies(const ast::Expect& expect, const typed::Decision& of, TestExpect& result) {
        Once once(Arg("this list", "这里"));
        const std::vector<const typed::Remedy*> remedies = remedies_of(of);
        for (const ast::NameUse& name : expect.remedies) {
            const std::uint32_t place = place_of(
                remedies, name.text, [](const auto* each) -> const typed::Symbol& { return each->name; });
            if (place < remedies.size()) {
                if (once.take(state_, name, place)) result.remedies.push_back(place);
                continue;
            }
            std::vector<const typed::Symbol*> all;
            for (const typed::Remedy* each : remedies)
                all.push_back(&each->name);
            report_no_member<D::ExpectNoRemedy>(name, of, all);
        }
    }

    template <D kind>
    void report_no_member(const ast::NameUse& name, const typed::Decision& of,
                          const std::vector<const typed::Symbol*>& all) {
        constexpr std::size_t shown = 8;
        std::string list;
        for (std::size_t i = 0; i < all.size() && i < shown; ++i)
            list += fmt::format("{}`{}`", i == 0 ? "" : ", ", all[i]->text);
        if (all.size() > shown) list += " …";
        const auto candidates = [&] {
            std::vector<std::string_view> names;
            for (const typed::Symbol* each : all)
                names.insert(names.end(), {each->text, each->id});
            return names;
        };
        std::string suggestion = meant(state_, name.text, candidates);
        state_.diagnostics
            .report<kind>(name.span, name.text, of.name.text, list.empty() ? std::string("—") : list)
            .suggestion = std::move(suggestion);
    }

    /// A path as it is written.
    ast::NameUse path_use(const ast::NeedingPath& path) const {
        const std::string_view text = state_.sources.file(path.span.file).text;
        return {text.substr(path.span.begin, path.span.end - path.span.begin), path.span};
    }

    std::optional<FactPath> find_path(const ast::NeedingPath& path) {
        const auto fact = find_test_fact(state_, facts_, path.fact);
        if (!fact) return std::nullopt;
        if (path.record == 0) return FactPath{*fact};
        const typed::Type& type = state_.module.facts[*fact].type;
        if (type.base != typed::Base::List) {
            state_.diagnostics.report<D::NeedingField>(path.span, path.fact.text, type_name(state_, type));
            return std::nullopt;
        }
        const auto field = find_test_field(state_, type.of, path.field);
        if (!field) return std::nullopt;
        return FactPath{*fact, path.record - 1, *field};
    }

    /// A number for each path: facts are less than 2^16 and records of a list, so are fields.
    static std::uint64_t key_of(const FactPath& path) {
        return (std::uint64_t{path.fact} << 40U) + (std::uint64_t{path.record & 0xFFFFFFU} << 16U) +
               path.field;
    }

    void check_output(const ast::Expect& expect, std::uint32_t output, TestExpect& result) {
        if (!once_.take(state_, expect.name, first_output + output)) return;
        if (expect.kind == ExpectKind::Verdict) {
            state_.diagnostics.report<D::ExpectVerdictOfOutput>(expect.name.span, expect.name.text);
            return;
        }
        result.subject = output;
        if (expect.kind == ExpectKind::Unknown) return;
        const Taker taker{expect.name.text, outputs_[output]->type};
        if (auto value = check_test_value(state_, taker, expect.values, expect.span))
            result.value = std::move(*value);
    }

    static constexpr std::uint64_t first_output = std::uint64_t{1} << 32U;

    State& state_;
    const FactPlaces& facts_;
    std::vector<const typed::Definition*> outputs_;
    Once once_{Arg("what this test expects", "这个测试的预期")};
};

}  // namespace

std::vector<TestExpect> check_expects(State& state, const FactPlaces& facts, const ast::Test& test) {
    return ExpectCheck(state, facts).run(test);
}

}  // namespace tenet::compiler::checking
