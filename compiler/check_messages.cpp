#include "compiler/check_parts.hpp"
#include "compiler/placeholders.hpp"

#include <string>
#include <string_view>
#include <unordered_set>

/// The places `{NAME}` in messages: what each of them shows.
namespace tenet::compiler::checking {
namespace {

using ast::CompareOp;
using ast::ItemKind;
using typed::Base;
using typed::Kind;

/// Where a piece of a text stands in its file; the whole text where that is another one of its languages.
Span span_of(const State& state, const ast::Text& text, std::string_view piece) {
    const std::string& file = state.sources.file(text.span.file).text;
    if (piece.data() < file.data() || piece.data() + piece.size() > file.data() + file.size())
        return text.span;
    const auto begin = static_cast<std::uint32_t>(piece.data() - file.data());
    return {text.span.file, begin, begin + static_cast<std::uint32_t>(piece.size())};
}

/// What the condition is in the end, through defines that only give it a name.
const typed::Expr& unnamed(const State& state, typed::ExprId id) {
    const typed::Expr* e = &state.at(id);
    // Circles are found after this; until then no way is longer than there are definitions.
    for (std::size_t steps = state.module.definitions.size(); e->kind == Kind::Definition && steps != 0;
         --steps) {
        const typed::ExprId value = state.module.definitions[e->ref].value;
        if (!value.valid()) break;
        e = &state.at(value);
    }
    return *e;
}

bool is_none_free_order(const typed::Expr& e) {
    return (e.kind == Kind::Compare || e.kind == Kind::TimeSince) && e.op != CompareOp::Eq &&
           e.op != CompareOp::Ne;
}

/// Whether a comparison, or its negation, is an equality of two values; one with yes or no asks nothing but the other side.
bool is_equality(const State& state, const typed::Expr& e, bool negated) {
    if ((e.kind != Kind::Compare && e.kind != Kind::TimeSince) ||
        e.op != (negated ? CompareOp::Ne : CompareOp::Eq))
        return false;
    if (e.kind == Kind::TimeSince) return true;
    for (typed::ExprId side : {e.a, e.b}) {
        const typed::Expr& one = state.at(side);
        if (one.kind == Kind::None || (one.kind == Kind::Constant && one.type.base == Base::YesNo))
            return false;
    }
    return true;
}

/// Whether lowering makes one comparison or window of an expression that no other is inside of.
bool is_measured_alone(const State& state, const typed::Expr& e, bool negated) {
    switch (e.kind) {
    case Kind::Compare:
    case Kind::TimeSince: return is_none_free_order(e) || is_equality(state, e, negated);
    case Kind::Tiered:
    case Kind::WindowBack:
    case Kind::WindowAhead:
    case Kind::WindowAround: return !negated;
    case Kind::InRange: return e.negated == negated;
    default: return false;
    }
}

/// Whether a condition chooses by the as-of day, as one with a param that changes from day to day does.
bool is_by_day(const State& state, typed::ExprId condition) {
    const typed::Expr& e = state.at(condition);
    if (e.kind != Kind::Compare || e.op != CompareOp::Le || !state.module.has_as_of()) return false;
    const typed::Expr& day = state.at(e.a);
    return day.kind == Kind::Fact && day.ref == state.module.as_of && state.at(e.b).kind == Kind::Constant;
}

/// One comparison, threshold or window, of which an actual and a needed value can be told. What cannot be made out, as circles
/// are found only after this, counts as one.
bool is_measured(const State& state, typed::ExprId id) {
    bool negated = false;
    for (std::size_t steps = state.module.exprs.size(); steps != 0; --steps) {
        const typed::Expr& e = state.at(id);
        if (e.kind == Kind::Definition) {
            id = state.module.definitions[e.ref].value;
            if (!id.valid()) return true;
        } else if (e.kind == Kind::Not) {
            negated = !negated;
            id = e.a;
        } else if (e.kind == Kind::If && !negated && is_by_day(state, e.a)) {
            if (!is_measured_alone(state, state.at(e.b), false)) return false;
            id = e.c;
        } else {
            return e.kind == Kind::Error || is_measured_alone(state, e, negated);
        }
    }
    return true;
}

void check_built_in(State& state, Span span, std::string_view name, BuiltIn built_in,
                    typed::ExprId condition) {
    if (!condition.valid()) {
        state.diagnostics.report<D::PlaceholderOfRequirement>(
            span, name,
            Arg("write the name of a fact, param, define or output", "请写事实、参数、定义或输出的名称"));
        return;
    }
    if (state.failed(condition)) return;
    const typed::Expr& e = unnamed(state, condition);
    if (built_in == BuiltIn::Records) {
        if (e.kind == Kind::Every || e.kind == Kind::Error) return;
        state.diagnostics.report<D::PlaceholderOfRequirement>(
            span, name,
            Arg("records are told where a requirement asks something of `every` record of a list",
                "只有以 `每个 … 均 满足` 提出的要求才列出记录"));
    } else if (!is_measured(state, condition)) {
        state.diagnostics.report<D::PlaceholderOfRequirement>(
            span, name,
            Arg("it is told of one comparison or window; this condition is none",
                "只有单一的比较或期限才有这个数，这里的条件不是"));
    }
}

/// A name that a message may show, as an expression; an error after a report.
typed::ExprId check_shown(State& state, Span span, std::string_view name) {
    ast::Expr written;
    written.kind = ast::ExprKind::Name;
    written.name = name;
    written.span = span;
    const Names::Entry* entry = state.names.find_value(name);
    const bool fact = entry->kind == ItemKind::Fact;
    if (fact && state.fact_failed[entry->index]) return state.error(span);
    if (entry->kind == ItemKind::Decision ||
        (fact && state.module.facts[entry->index].type.base == Base::List)) {
        state.diagnostics.report<D::PlaceholderUnknown>(span, name);
        return state.error(span);
    }
    return check_named(state, written, *entry).id;
}

class Messages {
  public:
    Messages(State& state, typed::ExprId condition, Shows shows)
        : state_(state), condition_(condition), shows_(shows) {}

    std::vector<typed::Placeholder> run(const ast::Text& text) {
        for (std::string_view each : {text.first, text.en, text.zh})
            for (const MessagePlace& place : places_of(each))
                check(text, place, each);
        return std::move(placeholders_);
    }

  private:
    void check(const ast::Text& text, const MessagePlace& place, std::string_view whole) {
        const Span span = span_of(state_, text, place.closed ? place.name : whole.substr(place.begin, 1));
        if (!place.closed) {
            state_.diagnostics.report<D::PlaceholderOpen>(span);
            return;
        }
        const Names::Entry* entry = state_.names.find_value(place.name);
        if (entry == nullptr) {
            if (const auto built_in = find_built_in(place.name))
                check_built_in(state_, span, place.name, *built_in, condition_);
            else
                report_unknown(span, place.name);
            return;
        }
        if (shows_ == Shows::FactsAndOutputs && !is_fact_or_output(*entry, text.span.file)) {
            state_.diagnostics.report<D::PlaceholderOfRequirement>(
                span, place.name,
                Arg("here only facts and outputs of this file are told", "这里只能写本文件的事实和输出"));
            return;
        }
        if (!known_.insert(place.name).second) return;
        const typed::ExprId value = check_shown(state_, span, place.name);
        if (state_.failed(value)) return;
        if (state_.type(value).base == Base::Period)
            state_.diagnostics.report<D::PeriodAlone>(span, place.name);
        else
            placeholders_.push_back({std::string(place.name), value});
    }

    /// Of the file that the message stands in.
    bool is_fact_or_output(const Names::Entry& entry, std::uint32_t file) const {
        if (entry.kind == ItemKind::Fact) return state_.file.facts[entry.index].name.span.file == file;
        if (entry.kind != ItemKind::Definition) return false;
        const ast::Definition& definition = state_.file.definitions[entry.index];
        return definition.is_output && definition.name.span.file == file;
    }

    /// The name of what has this title, or the word for what a message shows that begins so.
    std::string titled(std::string_view name) const {
        const auto is_title = [&](const ast::Text& label) {
            return label.first == name || label.en == name || label.zh == name;
        };
        for (const ast::Definition& each : state_.file.definitions)
            if (is_title(each.label)) return std::string(each.name.text);
        for (const ast::Fact& each : state_.file.facts)
            if (is_title(each.label)) return std::string(each.name.text);
        for (const ast::Param& each : state_.file.params)
            if (is_title(each.label)) return std::string(each.name.text);
        for (std::string_view each : built_in_names())
            if (each.starts_with(name)) return std::string(each);
        return {};
    }

    void report_unknown(Span span, std::string_view name) {
        std::string suggestion = meant(state_, name, [&] {
            std::vector<std::string_view> candidates;
            for (const auto& [text, entry] : state_.names.values)
                if (entry.kind != ItemKind::Decision) candidates.push_back(text);
            candidates.insert(candidates.end(), built_in_names().begin(), built_in_names().end());
            return candidates;
        });
        if (suggestion.empty()) suggestion = titled(name);
        state_.diagnostics.report<D::PlaceholderUnknown>(span, name).suggestion = std::move(suggestion);
    }

    State& state_;
    typed::ExprId condition_;
    Shows shows_;
    std::vector<typed::Placeholder> placeholders_;
    std::unordered_set<std::string_view> known_;
};

}  // namespace

std::vector<typed::Placeholder> check_message(State& state, const ast::Text& text, typed::ExprId condition,
                                              Shows shows) {
    return Messages(state, condition, shows).run(text);
}

}  // namespace tenet::compiler::checking
