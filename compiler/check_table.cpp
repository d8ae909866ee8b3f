#include "compiler/check_parts.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

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

/// Some samples of a column, by their places.
class Taken {
  public:
    explicit Taken(std::size_t samples, bool all = false) : words_((samples + 63) / 64) {
        if (all) add(0, samples);
    }

    /// Adds those from `first` on, `end` not among them.
    void add(std::size_t first, std::size_t end) {
        for (; first < end && first % 64 != 0; ++first)
            words_[first / 64] |= std::uint64_t{1} << (first % 64);
        for (; first + 64 <= end; first += 64)
            words_[first / 64] = ~std::uint64_t{0};
        for (; first < end; ++first)
            words_[first / 64] |= std::uint64_t{1} << (first % 64);
    }
    void keep(const Taken& other) {
        for (std::size_t i = 0; i < words_.size(); ++i)
            words_[i] &= other.words_[i];
    }
    bool has(std::size_t sample) const { return (words_[sample / 64] >> (sample % 64) & 1) != 0; }
    std::uint32_t count() const {
        std::uint32_t all = 0;
        for (const std::uint64_t word : words_)
            all += static_cast<std::uint32_t>(std::popcount(word));
        return all;
    }
    /// The first that both have; nothing if there is none.
    std::optional<std::size_t> common(const Taken& other) const {
        for (std::size_t i = 0; i < words_.size(); ++i)
            if (const std::uint64_t both = words_[i] & other.words_[i]; both != 0)
                return i * 64 + static_cast<std::size_t>(std::countr_zero(both));
        return std::nullopt;
    }

  private:
    std::vector<std::uint64_t> words_;
};

struct Box {
    std::vector<Taken> taken;          ///< by column
    std::vector<std::uint32_t> count;  ///< how many that are
    Span span;
};

class TableCheck {
  public:
    TableCheck(State& state, const ast::Definition& table) : state_(state), table_(table) {}

    TableRows run(const std::vector<TableRow>& rows) {
        for (const TableRow& row : rows)
            if (row.condition.valid() && !look_at(row.condition)) return TableRows::Faulty;
        std::stable_sort(columns_.begin(), columns_.end(),
                         [&](const Column& a, const Column& b) { return place_of(a) < place_of(b); });
        for (Column& column : columns_)
            take_samples(column);
        bool closed = false;
        for (const TableRow& row : rows) {
            closed = closed || !row.condition.valid();
            if (row.condition.valid()) boxes_.push_back(box_of(row));
        }
        if (!find_overlap()) return TableRows::Faulty;
        if (!closed) return find_gap() ? TableRows::Whole : TableRows::Faulty;
        return is_whole() ? TableRows::IdleLast : TableRows::Whole;
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

    bool is_member(std::uint32_t group, std::int64_t sample) const {
        return state_.module.groups[group].members[static_cast<std::size_t>(sample)];
    }
    /// The column that a cell asks about, by what it asks first.
    const typed::Expr& asked_by(typed::ExprId id) const {
        const typed::Expr* e = &at(id);
        while (e->kind == Kind::Or || e->kind == Kind::Not)
            e = &at(e->a);
        return e->kind == Kind::Fact || e->kind == Kind::Definition ? *e : subject(e->a);
    }

    /// Adds the samples whose value, in units of the comparison, lies from low to high; none does not.
    static void add_range(const Column& column, std::int64_t factor, std::int64_t low, std::int64_t high,
                          Taken& taken) {
        const auto begin = column.samples.begin() + (column.samples.front() == none_sample ? 1 : 0);
        const auto first = std::partition_point(begin, column.samples.end(),
                                                [&](std::int64_t sample) { return sample * factor < low; });
        const auto end = std::partition_point(first, column.samples.end(),
                                              [&](std::int64_t sample) { return sample * factor <= high; });
        taken.add(static_cast<std::size_t>(first - column.samples.begin()),
                  static_cast<std::size_t>(end - column.samples.begin()));
    }

    /// Adds what one alternative of a cell takes.
    void add_alternative(const typed::Expr& e, const Column& column, Taken& taken) const {
        constexpr std::int64_t least = INT64_MIN + 1, most = INT64_MAX;
        if (e.kind == Kind::Fact || e.kind == Kind::Definition) return add_range(column, 1, 1, 1, taken);
        if (e.kind == Kind::IsNone) return taken.add(0, column.samples.front() == none_sample ? 1 : 0);
        if (e.kind == Kind::InGroup) {
            for (std::size_t sample = 0; sample < column.samples.size(); ++sample)
                if (column.samples[sample] != none_sample && is_member(e.ref, column.samples[sample]))
                    taken.add(sample, sample + 1);
            return;
        }
        const std::int64_t factor = factor_of(e.a), value = at(e.b).number;
        if (e.kind == Kind::InRange) return add_range(column, factor, value, at(e.c).number, taken);
        if (e.op == ast::CompareOp::Eq) return add_range(column, factor, value, value, taken);
        if (e.op == ast::CompareOp::Lt) return add_range(column, factor, least, value - 1, taken);
        if (e.op == ast::CompareOp::Le) return add_range(column, factor, least, value, taken);
        if (e.op == ast::CompareOp::Gt) return add_range(column, factor, value + 1, most, taken);
        add_range(column, factor, value, most, taken);
    }
    void add_cell(typed::ExprId id, const Column& column, Taken& taken) const {
        const typed::Expr& e = at(id);
        if (e.kind == Kind::Or) {
            add_cell(e.a, column, taken);
            return add_cell(e.b, column, taken);
        }
        if (e.kind != Kind::Not) return add_alternative(e, column, taken);
        // A yes/no that is asked to be no.
        add_range(column, 1, 0, 0, taken);
    }
    /// Keeps of a row what its cells on a column take.
    void keep_cells(typed::ExprId id, const Column& column, Taken& taken) const {
        const typed::Expr& e = at(id);
        if (e.kind == Kind::Constant) return;
        if (e.kind == Kind::And) {
            keep_cells(e.a, column, taken);
            return keep_cells(e.b, column, taken);
        }
        if (!same(asked_by(id), column.expr)) return;
        Taken cell(column.samples.size());
        add_cell(id, column, cell);
        taken.keep(cell);
    }

    Box box_of(const TableRow& row) const {
        Box box{{}, {}, row.span};
        for (const Column& column : columns_) {
            Taken& taken = box.taken.emplace_back(column.samples.size(), true);
            keep_cells(row.condition, column, taken);
            box.count.push_back(taken.count());
        }
        return box;
    }

    bool find_overlap() {
        for (std::size_t later = 1; later < boxes_.size(); ++later)
            for (std::size_t earlier = 0; earlier < later; ++earlier) {
                std::vector<std::size_t> point;
                for (std::size_t c = 0; c < columns_.size(); ++c) {
                    const auto common = boxes_[earlier].taken[c].common(boxes_[later].taken[c]);
                    if (!common) break;
                    point.push_back(*common);
                }
                if (point.size() != columns_.size()) continue;
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
                own.multiply(box->count[c]);
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
    std::vector<const Box*> all_boxes() const {
        std::vector<const Box*> boxes;
        for (const Box& box : boxes_)
            boxes.push_back(&box);
        return boxes;
    }
    /// Whether the rows take whatever there is.
    bool is_whole() const { return taken_volume(all_boxes(), 0) == whole_volume(0); }

    /// Goes to a point that no box takes, column by column, by where too few points are taken.
    bool find_gap() {
        if (is_whole()) return true;
        std::vector<const Box*> boxes = all_boxes();
        std::vector<std::size_t> point;
        for (std::size_t c = 0; c < columns_.size(); ++c) {
            const Volume whole = whole_volume(c + 1);
            for (std::size_t sample = 0; sample < columns_[c].samples.size(); ++sample) {
                std::vector<const Box*> there;
                std::copy_if(boxes.begin(), boxes.end(), std::back_inserter(there),
                             [&](const Box* box) { return box->taken[c].has(sample); });
                if (taken_volume(there, c + 1) == whole) continue;
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
        if (type.base == Base::Hours) return {written(type, sample) + "h", written(type, sample) + "学时"};
        if (type.base == Base::Days) return {written(type, sample) + "d", written(type, sample) + "天"};
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

TableRows check_table(State& state, const ast::Definition& table, const std::vector<TableRow>& rows) {
    return TableCheck(state, table).run(rows);
}

}  // namespace tenet::compiler::checking
