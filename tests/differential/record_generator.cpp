#include "tests/differential/generator.hpp"

#include <algorithm>
#include <utility>

/// Record types, and what goes over lists of them.
namespace tenet::differential {

void Generator::record() {
    const std::size_t number = records_.size();
    RecordType record;
    record.name = numbered("rec", "记录", number);
    write(phrase("record ", "记录 ") + declared(record.name) + " \"R\"\n");
    const std::size_t count = 3 + random_.below(4);
    for (std::size_t i = 0; i < count; ++i)
        field(record, i);
    if (random_.chance(50)) shared_field(record);
    const std::size_t derived = random_.below(3);
    for (std::size_t i = 0; i < derived; ++i)
        derived_field(record, count + i);
    records_.push_back(record);
}

/// The first fields are what every record needs: two dates to be in order, and a number.
void Generator::field(RecordType& record, std::size_t number) {
    static const std::vector<Sort> sorts{Sort::YesNo, Sort::Count, Sort::Number,    Sort::Cents,
                                         Sort::Date,  Sort::Days,  Sort::HalfDays,  Sort::Hours,
                                         Sort::Text,  Sort::Set,   Sort::HalfHours, Sort::Choice};
    Variable v;
    v.name = numbered("x", "字段", number);
    v.sort = number < 2 ? Sort::Date : number == 2 ? Sort::Count : random_.pick(sorts);
    v.or_none = number == 1 || (number > 2 && random_.chance(30));
    if (v.sort == Sort::Choice || v.sort == Sort::Set) {
        if (choices_.empty()) v.sort = Sort::YesNo;
        v.of = choices_.empty() ? 0 : random_.below(choices_.size());
        if (v.sort == Sort::Set && !variable(Sort::Set, true, v.of)) v.sort = Sort::Choice;
    }
    // The first is moved by derived fields, which must stay in their range.
    const Phrase first = phrase("date 2019-01-01 .. 2025-12-31", "日期 2019-01-01 至 2025-12-31");
    write(same("  ") + declared(v.name) + " : " + (number == 0 ? first : type(v.sort, v.of, true)) +
          (v.or_none ? phrase(" or none", " 或无") : phrase("", "")) + "\n");
    record.fields.push_back(v);
}

/// A field that is spelled like a fact outside: it is only ever read as `record.name`.
void Generator::shared_field(RecordType& record) {
    std::vector<Variable> facts;
    for (const Variable& v : variables_)
        if (v.given && v.name.en[0] == 'f' && v.name.en.size() == 2 && v.name.en > "f3" && !v.or_none)
            facts.push_back(v);
    if (facts.empty()) return;
    const Variable v = random_.pick(facts);
    write(same("  ") + declared(v.name) + " : " + type(v.sort, v.of, true) + "\n");
    record.fields.push_back(v);
    record.shared_names.push_back(v.name.en);
}

void Generator::derived_field(RecordType& record, std::size_t number) {
    Variable v;
    v.name = numbered("x", "字段", number);
    inside_.push_back(&record);
    given_only_ = true;
    Phrase value;
    const std::size_t kind = random_.below(4);
    if (kind == 0) {
        // A declared date must stay in its range, so no arithmetic of any depth.
        v.sort = Sort::Date;
        value = same(" = ") + record.fields[0].name + (random_.chance(50) ? " + " : " - ") + period() + "\n";
    } else if (kind == 1) {
        v.sort = Sort::Number;
        value = body(Sort::Number, 0, 1, false);
    } else {
        v.sort = Sort::YesNo;
        value = body(Sort::YesNo, 0, std::min(shape_.depth, 2U), false);
    }
    given_only_ = false;
    inside_.pop_back();
    write(same("  ") + declared(v.name) + " : " + type(v.sort, 0, false) + value);
    record.fields.push_back(v);
}

/// Aggregates stand inside of one another once, and never in derived fields.
bool Generator::may_aggregate() const { return !lists_.empty() && !given_only_ && inside_.size() < 2; }

template <class Write>
Phrase Generator::at_record(const List& list, const Write& write) {
    // What is known of another record's fields says nothing here.
    std::vector<Variable> kept, before = guarded_;
    inside_.push_back(&records_[list.record]);
    const std::vector<Variable> readable = visible();
    for (const Variable& v : guarded_)
        if (!v.field && std::any_of(readable.begin(), readable.end(),
                                    [&](const Variable& w) { return !w.field && w.name.en == v.name.en; }))
            kept.push_back(v);
    guarded_ = kept;
    Phrase text = write();
    guarded_ = before;
    inside_.pop_back();
    return text;
}

Phrase Generator::record_condition(const List& list, unsigned depth) {
    return at_record(list, [&] {
        if (random_.chance(15) && !records_[list.record].shared_names.empty()) return same_name();
        return yes_no(std::min(depth, inside_.size() > 1 ? 0U : 2U));
    });
}

/// `audit.field = field`: the one bare, the other not.
Phrase Generator::same_name() {
    const RecordType& record = *inside_.back();
    const auto spelled = [&](const Variable& v) { return v.name.en == record.shared_names.front(); };
    const Variable field = *std::find_if(record.fields.begin(), record.fields.end(), spelled);
    const Phrase op = random_.chance(70) ? phrase(" = ", " 为 ") : phrase(" != ", " 不为 ");
    const Phrase qualified = record.name + "." + field.name;
    if (field.sort == Sort::Text) return qualified + op + literal(Sort::Text);
    return random_.chance(50) ? qualified + op + field.name : field.name + op + qualified;
}

/// An aggregate: `count of L where C`, `L 中 C 的 次数`; `value` stands between where there is one.
Phrase Generator::aggregate(const List& list, const Phrase& what, const Phrase& value, unsigned depth) {
    const bool has_value = !value.en.empty();
    const Phrase head = {what.en + (has_value ? " of " + value.en + " in " : " of ") + list.name.en, what.zh};
    const std::string tail = what.zh + (has_value ? "（" + value.zh + "）" : "");
    if (random_.chance(25)) return paren({head.en, "全部 " + list.name.zh + " 的 " + tail});
    const Phrase condition = record_condition(list, depth);
    return paren(
        {head.en + " where " + condition.en, list.name.zh + " 中 （" + condition.zh + "） 的 " + tail});
}

Phrase Generator::count_of(unsigned depth) {
    return aggregate(list(), phrase("count", "次数"), phrase("", ""), depth);
}

Phrase Generator::sum_of(Sort sort, unsigned depth) {
    const List& over = list();
    const Phrase value = at_record(over, [&] {
        const std::optional<Variable> maybe = variable(sort, true);
        return maybe && random_.chance(70) ? maybe->name : number(sort, std::min(depth, 1U));
    });
    return aggregate(over, phrase("sum", "合计"), value, depth);
}

Phrase Generator::extreme_of(Sort sort, unsigned depth) {
    const List& over = list();
    const Phrase value = at_record(over, [&] {
        const std::optional<Variable> maybe = variable(sort, true);
        return maybe && random_.chance(70) ? maybe->name : of(sort, std::min(depth, 1U));
    });
    const Phrase what = random_.chance(50) ? phrase("latest", "最晚") : phrase("earliest", "最早");
    return aggregate(over, what, value, depth);
}

std::optional<Phrase> Generator::union_of(std::size_t choice) {
    if (!may_aggregate() || choices_[choice].values.size() > 63) return std::nullopt;
    std::vector<std::pair<List, Variable>> fit;
    for (const List& over : lists_)
        for (const Variable& v : records_[over.record].fields)
            if ((v.sort == Sort::Choice || v.sort == Sort::Set) && v.of == choice) fit.emplace_back(over, v);
    if (fit.empty()) return std::nullopt;
    const auto [over, field] = random_.pick(fit);
    const std::string en = "union of " + over.name.en + "." + field.name.en, zh = " 的 合并 " + field.name.zh;
    if (random_.chance(40)) return paren({en, "全部 " + over.name.zh + zh});
    const Phrase condition = record_condition(over, 1);
    return paren({en + " where " + condition.en, over.name.zh + " 中 （" + condition.zh + "）" + zh});
}

Phrase Generator::any_of(unsigned depth) {
    const List& over = list();
    const Phrase condition = record_condition(over, depth), &record = records_[over.record].name;
    return paren({"any " + record.en + " in " + over.name.en + " where " + condition.en,
                  over.name.zh + " 中 有 " + record.zh + " 满足 " + condition.zh});
}

Phrase Generator::every_of(unsigned depth) {
    const List& over = list();
    const Phrase condition = record_condition(over, depth), &record = records_[over.record].name;
    return paren({"every " + record.en + " in " + over.name.en + " has " + condition.en,
                  over.name.zh + " 中 每个 " + record.zh + " 均 满足 " + condition.zh});
}

Phrase Generator::in_order() {
    const List& over = list();
    return at_record(over, [&] {
        const std::vector<Variable>& fields = records_[over.record].fields;
        const Phrase from = random_.chance(80) ? fields[0].name : date(1);
        const Phrase to = random_.chance(80) ? fields[1].name : date(1);
        return paren({over.name.en + " in order from " + from.en + " to " + to.en,
                      over.name.zh + " 先后不重叠 自 " + from.zh + " 至 " + to.zh});
    });
}

}  // namespace tenet::differential
