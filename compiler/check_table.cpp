#include "compiler/check_parts.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <set>

/// Whether exactly one row of a table is for whatever its columns may be. Each column has some samples, between which no cell
/// tells a difference; a row takes some samples of each.
namespace tenet::compiler::checking {
namespace {

using typed::Base;
using typed::Kind;

/// None, among the values of a column.
constexpr std::int64_t none_sample = INT64_MIN;
/// A text that no row names.
constexpr std::int64_t other_text = 0;

/// A whole number of any size below 2^256, which products of samples stay far below.
class Volume {
  public:
    explicit Volume(std::uint32_t value) : digits_{value} {}

    void multiply(std::uint32_t factor) {
        std::uint64_t carry = 0;
        for (std::uint32_t& digit : digits_) {
            carry += std::uint64_t{digit} * factor;
            digit = static_cast<std::uint32_t>(carry);
            carry >>= 32U;
        }
    }
    void add(const Volume& other) {
        std::uint64_t carry = 0;
        for (std::size_t i = 0; i < digits_.size(); ++i) {
            carry += std::uint64_t{digits_[i]} + other.digits_[i];
            digits_[i] = static_cast<std::uint32_t>(carry);
            carry >>= 32U;
        }
    }
    bool operator==(const Volume&) const = default;

  private:
    std::array<std::uint32_t, 8> digits_{};
};

/// A column: what it is, and its samples in order.
struct Column {
    typed::Expr expr;
    std::vector<std::int64_t> samples;
};

/// What a row takes of a column: the places of its samples.
using Taken = std::vector<bool>;

struct Box {
    std::vector<Taken> taken;  ///< by column
    Span span;
};

class TableCheck {
  public:
    TableCheck(State& state, const ast::Definition& table) : state_(state), table_(table) {}

    bool run(const std::vector<TableRow>& rows) {
        for (const TableRow& row : rows)
            if (row.condition.valid() && !look_at(row.condition)) return false;
        std::stable_sort(columns_.begin(), columns_.end(),
                         [&](const Column& a, const Column& b) { return place_of(a) < place_of(b); });
        for (Column& column : columns_)
            take_samples(column);
        bool closed = false;
        for (const TableRow& row : rows) {
            closed = closed || !row.condition.valid();
            if (row.condition.valid()) boxes_.push_back({box_of(row.condition), row.span});
        }
        return find_overlap() && (closed || find_gap());
    }

  private:
    const typed::Expr& at(typed::ExprId id) const { return state_.at(id); }

    /// What a cell compares with fixed values, without what only makes it comparable.
    const typed::Expr& subject(typed::ExprId id) const {
        const typed::Expr* e = &at(id);
        while (e->kind == Kind::Given || e->kind == Kind::Rescale)
            e = &at(e->a);
        return *e;
    }
    static bool same(const typed::Expr& a, const typed::Expr& b) {
        return a.kind == b.kind && a.ref == b.ref;
    }

    Column& column_of(const typed::Expr& subject) {
        const auto found = std::find_if(columns_.begin(), columns_.end(),
                                        [&](const Column& each) { return same(each.expr, subject); });
        if (found != columns_.end()) return *found;
        columns_.push_back({subject, {}});
        return columns_.back();
    }

    bool report_not_fixed(typed::ExprId id) {
        state_.diagnostics.report<D::CellNotFixed>(at(id).span, quoted(state_, at(id).span));
        return false;
    }
    bool is_fixed(typed::ExprId id) { return at(id).kind == Kind::Constant || report_not_fixed(id); }

    /// Finds the columns that a condition asks about, and the values it sets apart; false, after a report, where one is not fixed.
    bool look_at(typed::ExprId id) {
        const typed::Expr& e = at(id);
        if (e.kind == Kind::Constant) return true;
        if (e.kind == Kind::Not) return look_at(e.a);
        if (e.kind == Kind::And || e.kind == Kind::Or) return look_at(e.a) && look_at(e.b);
        if (e.kind == Kind::Fact || e.kind == Kind::Definition) {
            column_of(e);
            return true;
        }
        const bool compares = e.kind == Kind::Compare || e.kind == Kind::InRange;
        if (!compares && e.kind != Kind::IsNone && e.kind != Kind::InGroup) return report_not_fixed(id);
        if (compares && !is_fixed(e.b)) return false;
        if (e.kind == Kind::InRange && !is_fixed(e.c)) return false;
        Column& column = column_of(subject(e.a));
        if (!compares) return true;
        set_apart(column, e.a, at(e.b).number);
        if (e.kind == Kind::InRange) set_apart(column, e.a, at(e.c).number);
        return true;
    }

    /// How many units of a comparison one of the column is.
    std::int64_t factor_of(typed::ExprId id) const {
        std::int64_t factor = 1;
        for (const typed::Expr* e = &at(id); e->kind == Kind::Given || e->kind == Kind::Rescale;
             e = &at(e->a))
            if (e->kind == Kind::Rescale) factor *= e->number;
        return factor;
    }

    /// The samples at and beside a value.
    void set_apart(Column& column, typed::ExprId compared, std::int64_t value) const {
        const std::int64_t factor = factor_of(compared);
        const std::int64_t near = value / factor;
        for (std::int64_t beside = -1; beside <= 1; ++beside)
            column.samples.push_back(near + beside);
    }

    void take_samples(Column& column) const {
        const typed::Type& type = column.expr.type;
        std::set<std::int64_t> samples;
        if (type.base == Base::Choice || type.base == Base::YesNo) {
            for (std::int64_t value = type.low; value <= type.high; ++value)
                samples.insert(value);
        } else if (type.base == Base::Text) {
            samples.insert(other_text);
            for (const std::int64_t value : column.samples)
                if (value > 0) samples.insert(value);
        } else {
            samples.insert({type.low, type.high});
            for (const std::int64_t value : column.samples)
                if (value > type.low && value < type.high) samples.insert(value);
        }
        if (type.or_none) samples.insert(none_sample);
        column.samples.assign(samples.begin(), samples.end());
    }

    /// Whether a condition on one column, or some of it, holds of a sample; what asks about others does too.
    bool holds(typed::ExprId id, const Column& column, std::int64_t sample) const {
        const typed::Expr& e = at(id);
        if (e.kind == Kind::Constant) return e.number != 0;
        if (e.kind == Kind::And) return holds(e.a, column, sample) && holds(e.b, column, sample);
        if (e.kind == Kind::Or && asks_about(e.a, column))
            return holds(e.a, column, sample) || holds(e.b, column, sample);
        if (!asks_about(id, column)) return true;
        if (e.kind == Kind::Not) return !holds(e.a, column, sample);
        if (e.kind == Kind::IsNone) return sample == none_sample;
        if (e.kind == Kind::InGroup) return (sample != none_sample && is_member(e.ref, sample)) != e.negated;
        if (e.kind == Kind::InRange) {
            const std::int64_t value = sample == none_sample ? sample : sample * factor_of(e.a);
            return (sample != none_sample && at(e.b).number <= value && value <= at(e.c).number) != e.negated;
        }
        if (e.kind == Kind::Compare) return compares(e, sample);
        return sample == 1;
    }
    bool is_member(std::uint32_t group, std::int64_t sample) const {
        return state_.module.groups[group].members[static_cast<std::size_t>(sample)];
    }
    bool compares(const typed::Expr& e, std::int64_t sample) const {
        if (sample == none_sample) return e.op == ast::CompareOp::Ne;
        const std::int64_t value = sample * factor_of(e.a), fixed = at(e.b).number;
        switch (e.op) {
        case ast::CompareOp::Eq: return value == fixed;
        case ast::CompareOp::Ne: return value != fixed;
        case ast::CompareOp::Lt: return value < fixed;
        case ast::CompareOp::Le: return value <= fixed;
        case ast::CompareOp::Gt: return value > fixed;
        case ast::CompareOp::Ge: return value >= fixed;
        }
        return false;
    }
    bool asks_about(typed::ExprId id, const Column& column) const {
        const typed::Expr& e = at(id);
        if (e.kind == Kind::Constant) return false;
        if (e.kind == Kind::And || e.kind == Kind::Or)
            return asks_about(e.a, column) || asks_about(e.b, column);
        if (e.kind == Kind::Not) return asks_about(e.a, column);
        if (same(e, column.expr)) return true;
        return e.a.valid() && same(subject(e.a), column.expr);
    }

    std::vector<Taken> box_of(typed::ExprId condition) const {
        std::vector<Taken> box;
        for (const Column& column : columns_) {
            Taken& taken = box.emplace_back();
            for (const std::int64_t sample : column.samples)
                taken.push_back(holds(condition, column, sample));
        }
        return box;
    }

    /// The first sample that both take; the number of samples if there is none.
    static std::size_t common(const Taken& a, const Taken& b) {
        std::size_t sample = 0;
        while (sample < a.size() && !(a[sample] && b[sample]))
            ++sample;
        return sample;
    }

    bool find_overlap() {
        for (std::size_t later = 1; later < boxes_.size(); ++later)
            for (std::size_t earlier = 0; earlier < later; ++earlier) {
                std::vector<std::size_t> point;
                for (std::size_t c = 0; c < columns_.size(); ++c) {
                    point.push_back(common(boxes_[earlier].taken[c], boxes_[later].taken[c]));
                    if (point.back() == columns_[c].samples.size()) break;
                }
                if (!point.empty() && point.back() == columns_[point.size() - 1].samples.size()) continue;
                Diagnostic& overlap = state_.diagnostics.report<D::TableOverlap>(
                    boxes_[later].span, table_.name.text, described(point));
                overlap.related.push_back(
                    {boxes_[earlier].span, Arg("the other one is here", "另一行在这里")});
                return false;
            }
        return true;
    }

    /// How many points of the columns from `first` on the boxes take, which do not overlap.
    Volume taken_volume(const std::vector<const Box*>& boxes, std::size_t first) const {
        Volume all(0);
        for (const Box* box : boxes) {
            Volume own(1);
            for (std::size_t c = first; c < columns_.size(); ++c)
                own.multiply(
                    static_cast<std::uint32_t>(std::count(box->taken[c].begin(), box->taken[c].end(), true)));
            all.add(own);
        }
        return all;
    }
    Volume whole_volume(std::size_t first) const {
        Volume all(1);
        for (std::size_t c = first; c < columns_.size(); ++c)
            all.multiply(static_cast<std::uint32_t>(columns_[c].samples.size()));
        return all;
    }

    /// Goes to a point that no box takes, column by column, by where too few points are taken.
    bool find_gap() {
        std::vector<const Box*> boxes;
        for (const Box& box : boxes_)
            boxes.push_back(&box);
        if (taken_volume(boxes, 0) == whole_volume(0)) return true;
        std::vector<std::size_t> point;
        for (std::size_t c = 0; c < columns_.size(); ++c) {
            for (std::size_t sample = 0; sample < columns_[c].samples.size(); ++sample) {
                std::vector<const Box*> there;
                std::copy_if(boxes.begin(), boxes.end(), std::back_inserter(there),
                             [&](const Box* box) { return box->taken[c][sample]; });
                if (taken_volume(there, c + 1) == whole_volume(c + 1)) continue;
                point.push_back(sample);
                boxes = std::move(there);
                break;
            }
        }
        state_.diagnostics.report<D::TableGap>(table_.name.span, table_.name.text, described(point));
        return false;
    }

    Arg described(const std::vector<std::size_t>& point) const {
        Arg all{"", ""};
        for (std::size_t c = 0; c < point.size(); ++c) {
            const Arg value = value_text(columns_[c], columns_[c].samples[point[c]]);
            const std::string& name = name_of(columns_[c]).text;
            all.en += (c == 0 ? "" : ", ") + ("`" + name + "` = ") + value.en;
            all.zh += (c == 0 ? "" : "，") + ("`" + name + "` 为 ") + value.zh;
        }
        return point.empty() ? Arg{"whatever there is", "任何情形"} : all;
    }
    const typed::Symbol& name_of(const Column& column) const {
        const typed::Expr& e = column.expr;
        return e.kind == Kind::Fact ? state_.module.facts[e.ref].name : state_.module.definitions[e.ref].name;
    }
    /// Where the head of the table names it.
    std::ptrdiff_t place_of(const Column& column) const {
        const typed::Symbol& name = name_of(column);
        return std::find_if(
                   table_.columns.begin(), table_.columns.end(),
                   [&](const ast::NameUse& use) { return use.text == name.text || use.text == name.id; }) -
               table_.columns.begin();
    }
    Arg value_text(const Column& column, std::int64_t sample) const {
        const typed::Type& type = column.expr.type;
        if (sample == none_sample) return {"none", "无"};
        if (type.base == Base::YesNo) return sample != 0 ? Arg{"yes", "是"} : Arg{"no", "否"};
        if (type.base == Base::Choice)
            return state_.module.choices[type.of].values[static_cast<std::size_t>(sample)].name.text;
        if (type.base != Base::Text) return written(type, sample);
        if (sample == other_text) return {"another text", "其他文字"};
        return "\"" + state_.module.texts[static_cast<std::size_t>(sample) - 1] + "\"";
    }

    State& state_;
    const ast::Definition& table_;
    std::vector<Column> columns_;
    std::vector<Box> boxes_;
};

}  // namespace

bool check_table(State& state, const ast::Definition& table, const std::vector<TableRow>& rows) {
    return TableCheck(state, table).run(rows);
}

}  // namespace tenet::compiler::checking
