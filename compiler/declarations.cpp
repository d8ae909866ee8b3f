#include "compiler/declarations.hpp"

#include <cstring>
#include <type_traits>

namespace tenet::compiler {
namespace {

/// What a number may be: an integer, a yes/no or an enumerator.
template <class N>
concept Plain = std::is_integral_v<N> || std::is_enum_v<N>;

/// Bumped when anything below is written in another way.
constexpr std::uint32_t declarations_version = 1;

/// The greatest number that an enumerator or a yes/no has.
constexpr std::uint64_t most_of(bool) { return 1; }
constexpr std::uint64_t most_of(typed::Base) { return static_cast<std::uint64_t>(typed::Base::List); }
constexpr std::uint64_t most_of(Left) { return static_cast<std::uint64_t>(Left::B); }

class Writer {
  public:
    void number(const Plain auto& value) {
        const auto bits = static_cast<std::uint64_t>(value);
        for (std::size_t i = 0; i < sizeof value; ++i)
            bytes_ += static_cast<char>(bits >> (8 * i) & 0xFF);
    }
    void text(const std::string& value) {
        number(static_cast<std::uint32_t>(value.size()));
        bytes_ += value;
    }
    template <class Row, class One>
    void rows(std::vector<Row>& all, const One& one) {
        number(static_cast<std::uint32_t>(all.size()));
        for (Row& row : all)
            one(row);
    }
    std::string take() { return std::move(bytes_); }

  private:
    std::string bytes_;
};

/// Takes back what a Writer wrote; of other bytes something, and says so.
class Reader {
  public:
    explicit Reader(std::string_view bytes) : rest_(bytes) {}

    template <Plain N>
    void number(N& value) {
        std::uint64_t bits = 0;
        if (rest_.size() < sizeof value) return fail();
        for (std::size_t i = 0; i < sizeof value; ++i)
            bits |= std::uint64_t{static_cast<unsigned char>(rest_[i])} << (8 * i);
        rest_.remove_prefix(sizeof value);
        if constexpr (std::is_same_v<N, bool> || std::is_enum_v<N>)
            if (bits > most_of(N{})) return fail();
        value = static_cast<N>(bits);
    }
    void text(std::string& value) {
        std::uint32_t size = 0;
        number(size);
        if (size > rest_.size()) return fail();
        value = rest_.substr(0, size);
        rest_.remove_prefix(size);
    }
    /// One row after the other, so that no number makes room for more than the bytes can fill.
    template <class Row, class One>
    void rows(std::vector<Row>& all, const One& one) {
        std::uint32_t count = 0;
        number(count);
        for (; count > 0 && good_; --count)
            one(all.emplace_back());
    }
    bool done() const { return good_ && rest_.empty(); }

  private:
    void fail() {
        good_ = false;
        rest_ = {};
    }
    std::string_view rest_;
    bool good_ = true;
};

/// Goes through all that is kept, in one order for both; places in the source and nodes are left out.
template <class Archive>
class Walk {
  public:
    explicit Walk(Archive& archive) : archive_(archive) {}

    void all(Table& t) {
        std::uint32_t version = declarations_version;
        each(version);
        is_known_ = version == declarations_version;
        if (!is_known_) return;
        each(t.policy, t.policy_name, t.policy_label, t.citations, t.as_of, t.facts, t.requirements,
             t.decisions, t.outputs, t.choices, t.records, t.remedies, t.parts, t.assumes, t.notes, t.texts,
             t.defines);
    }
    bool is_known() const { return is_known_; }

  private:
    void one(Plain auto& value) { archive_.number(value); }
    void one(std::string& text) { archive_.text(text); }
    template <class Row>
    void one(std::vector<Row>& all) {
        archive_.rows(all, [this](Row& row) { one(row); });
    }
    void one(Run& run) { each(run.first, run.count); }
    void one(TableText& t) { each(t.en, t.zh); }
    void one(typed::Type& t) { each(t.base, t.or_none, t.low, t.high, t.scale, t.of); }
    void one(TableCitation& c) { each(c.source, c.source_name, c.paragraphs, c.readings); }
    void one(TableFact& f) { each(f.id, f.name, f.type, f.label, f.citations); }
    void one(TableChoiceValue& v) { each(v.id, v.name, v.label, v.items, v.texts); }
    void one(TableChoice& c) { each(c.id, c.name, c.policy, c.label, c.values, c.of_lists, c.items); }
    void one(TableRecord& r) { each(r.id, r.name, r.policy, r.label, r.fields, r.declared); }
    void one(TablePlaceholder& p) { each(p.name, p.type); }
    void one(TableRemedy& r) { each(r.id, r.name, r.label); }
    void one(TablePart& p) { each(p.source, p.measure, p.left); }
    void one(TableRequirement& r) {
        each(r.id, r.name, r.label, r.otherwise, r.list, r.remedies, r.parts, r.placeholders, r.citations,
             r.left, r.measure);
    }
    void one(TableAssume& a) { each(a.message, a.placeholders, a.citations, a.no_answer, a.facts); }
    void one(TableNote& n) { each(n.text, n.citations); }
    void one(TableDecision& d) { each(d.id, d.name, d.label, d.when_otherwise, d.requirements, d.citations); }
    void one(TableDefine& d) { each(d.id, d.name); }
    void one(TableOutput& o) { each(o.id, o.name, o.label, o.type, o.citations); }

    template <class... Members>
    void each(Members&... members) {
        (one(members), ...);
    }

    Archive& archive_;
    bool is_known_ = false;
};

}  // namespace

std::string write_declarations(const Table& table) {
    // The walk is one for writing and for reading, which changes what it walks through.
    Table all = table;
    Writer writer;
    Walk(writer).all(all);
    return writer.take();
}

std::optional<Table> read_declarations(std::string_view bytes) {
    std::optional<Table> table(std::in_place);
    Reader reader(bytes);
    Walk walk(reader);
    walk.all(*table);
    if (!walk.is_known() || !reader.done()) table.reset();
    return table;
}

}  // namespace tenet::compiler
