#include "tests/differential/generator.hpp"

#include <algorithm>

/// Statements: the two files, definitions, assumes, decisions.
namespace tenet::differential {
namespace {

bool numeric(Sort sort) {
    return sort != Sort::YesNo && sort != Sort::Choice && sort != Sort::Set && sort != Sort::Text;
}

}  // namespace

Policy Generator::run() {
    Policy policy;
    const bool up = random_.chance(30);
    const Phrase rounding = up ? phrase("dates round up\n", "无对应日 取 次日\n") : phrase("", "");
    if (shape_.uses) {
        write(phrase("policy shared \"S\"\n", "政策 shared \"S\"\n") + rounding);
        facts_ = 4;  // the first four are the asked file's own
        shared_part();
        policy.shared_english = out_.en;
        policy.shared_chinese = out_.zh;
        out_ = {};
    }
    write(phrase("policy generated \"G\"\n", "政策 generated \"G\"\n"));
    if (shape_.uses) write(phrase("use \"shared.policy\"\n", "使用 \"shared.policy\"\n"));
    write(phrase("as of f0\n", "基准日 事实0\n"));
    if (!shape_.uses || random_.chance(50)) write(rounding);
    own_part();
    policy.english = out_.en;
    policy.chinese = out_.zh;
    return policy;
}

/// What another file may declare: nothing of it reads the asked file.
void Generator::shared_part() {
    fact(Sort::YesNo, false);
    fact(Sort::Date, false);
    fact(Sort::Date, true);
    choice();
    if (random_.chance(40)) calendar();
    random_fact();
    param();
    record();
    lists();
    definition();
    if (random_.chance(50)) write(phrase("note \"shared\"\n", "说明 \"shared\"\n"));
    if (random_.chance(40)) assume();
    // A decision of a used file is nobody's question.
    if (random_.chance(50)) write(phrase("decide unasked\n  require f4\n", "判定 unasked\n  要求 事实4\n"));
}

void Generator::own_part() {
    const std::size_t used = facts_;
    facts_ = 0;
    fact(Sort::Date, false);
    fact(Sort::YesNo, false);
    fact(Sort::Count, false);
    fact(Sort::Date, true);
    facts_ = std::max<std::size_t>(used, 4);
    for (std::size_t i = random_.below(3); i > 0; --i)
        choice();
    if (random_.chance(60)) calendar();
    for (unsigned i = 4; i < shape_.facts; ++i)
        random_fact();
    for (std::size_t i = random_.below(4); i > 0; --i)
        param();
    for (unsigned i = 0; i < shape_.records; ++i)
        record();
    lists();
    for (unsigned i = 0; i < shape_.definitions; ++i)
        definition();
    if (random_.chance(25)) assume();
    if (random_.chance(25))
        write(phrase("source notice \"S\"\nnote \"N\" cite notice ¶1\n",
                     "文件 notice \"S\"\n说明 \"N\" 依据 notice 第1段\n"));
    for (unsigned i = 0; i < shape_.decisions; ++i)
        decision(i);
}

/// What a definition or derived field is worth: one value, or cases. The choice of a bare value is known here.
Phrase Generator::body(Sort sort, std::size_t of_choice, unsigned depth, bool or_none) {
    const auto value = [&]() -> Phrase {
        if (or_none && random_.chance(30)) return phrase("none", "无");
        if (sort == Sort::Choice && random_.chance(60)) return random_.pick(choices_[of_choice].values);
        return of(sort, depth, of_choice);
    };
    if (!or_none && random_.chance(50)) return same(" = ") + of(sort, depth, of_choice) + "\n";
    Phrase text = same("\n");
    for (std::size_t i = 1 + random_.below(2); i > 0; --i) {
        const Phrase v = value(), c = yes_no(std::min(depth, 1U));
        text = text + Phrase{"    = " + v.en + " when " + c.en, "    当 " + c.zh + " 取 " + v.zh} + "\n";
    }
    const Phrase v = value();
    // The last of cases that leave nobody out need not be `otherwise`.
    const auto counted = std::find_if(variables_.begin(), variables_.end(), [](const Variable& one) {
        return one.given && !one.constant && !one.or_none && one.sort == Sort::Count;
    });
    if (inside_.empty() && counted != variables_.end() && random_.chance(25)) {
        const Phrase w = value(), n = same(std::to_string(random_.below(9)));
        const Phrase few = counted->name + phrase(" < ", " 少于 ") + n,
                     many = counted->name + phrase(" >= ", " 不少于 ") + n;
        return text + Phrase{"    = " + v.en + " when " + few.en, "    当 " + few.zh + " 取 " + v.zh} + "\n" +
               Phrase{"    = " + w.en + " when " + many.en, "    当 " + many.zh + " 取 " + w.zh} + "\n";
    }
    return text + Phrase{"    = " + v.en + " otherwise", "    其他情形 取 " + v.zh} + "\n";
}

/// A list that cases choose; nothing may read it.
void Generator::listing_output() {
    const bool texts = choices_.empty() || random_.chance(30);
    const std::size_t choice = texts ? 0 : random_.below(choices_.size());
    const auto list = [&]() -> Phrase {
        if (random_.chance(15)) return phrase("empty", "没有记录");
        Phrase all = texts ? literal(Sort::Text) : random_.pick(choices_[choice].values);
        for (std::size_t i = random_.below(3); i > 0; --i)
            all = all + phrase(", ", "、") +
                  (texts ? literal(Sort::Text) : random_.pick(choices_[choice].values));
        return all;
    };
    const Phrase item = texts ? phrase("text", "文本") : choices_[choice].name;
    write(phrase("output ", "输出 ") + declared(numbered("d", "定义", definitions_++)) +
          Phrase{" : list of " + item.en, " : " + item.zh + " 列表"} + "\n");
    for (std::size_t i = random_.below(4); i > 0; --i) {
        const Phrase v = list(), c = yes_no(1);
        write(Phrase{"    = " + v.en + " when " + c.en, "    当 " + c.zh + " 取 " + v.zh} + "\n");
    }
    const Phrase v = list();
    write(Phrase{"    = " + v.en + " otherwise", "    其他情形 取 " + v.zh} + "\n");
}

void Generator::definition() {
    if (random_.chance(8)) return listing_output();
    if (!lists_.empty() && random_.chance(35)) return aggregate_definition();
    static const std::vector<Sort> sorts{Sort::YesNo, Sort::YesNo,     Sort::Count,  Sort::Number,
                                         Sort::Cents, Sort::Date,      Sort::Days,   Sort::HalfDays,
                                         Sort::Hours, Sort::HalfHours, Sort::Choice, Sort::Choice,
                                         Sort::Set,   Sort::Set,       Sort::Text,   Sort::Text};
    Variable v;
    v.name = numbered("d", "定义", definitions_++);
    v.given = false;
    v.sort = random_.pick(sorts);
    if (v.sort == Sort::Choice || v.sort == Sort::Set) {
        if (choices_.empty()) v.sort = Sort::YesNo;
        v.of = choices_.empty() ? 0 : random_.below(choices_.size());
        if (v.sort == Sort::Set && !variable(Sort::Set, false, v.of)) v.sort = Sort::Choice;
    }
    // Numbers and dates say no type: their range follows from the value.
    v.or_none = !numeric(v.sort) && v.sort != Sort::YesNo && random_.chance(25);
    const bool typed = v.or_none || v.sort == Sort::Choice;
    const Phrase head = random_.chance(50) ? phrase("output ", "输出 ") : phrase("define ", "定义 ");
    Phrase said = same("");
    if (typed)
        said = same(" : ") + type(v.sort, v.of, false) +
               (v.or_none ? phrase(" or none", " 或无") : phrase("", ""));
    write(head + declared(v.name) + said + body(v.sort, v.of, shape_.depth, v.or_none));
    variables_.push_back(v);
}

/// The latest or earliest of a list may be none: it is given a name to ask that.
void Generator::aggregate_definition() {
    static const std::vector<Sort> sorts{Sort::Date, Sort::Date, Sort::Count, Sort::Hours};
    Variable v;
    v.name = numbered("d", "定义", definitions_++);
    v.given = false;
    v.sort = random_.pick(sorts);
    v.or_none = true;
    const Phrase head = random_.chance(50) ? phrase("output ", "输出 ") : phrase("define ", "定义 ");
    write(head + declared(v.name) + " = " + extreme_of(v.sort, shape_.depth) + "\n");
    variables_.push_back(v);
}

/// A condition that reads a fact; one that is the same for everybody is refused.
Phrase Generator::condition() {
    while (true) {
        Phrase text = random_.chance(15) && may_aggregate() ? every_of(shape_.depth) : yes_no(shape_.depth);
        if (text.zh.find("事实") != std::string::npos || text.zh.find("清单") != std::string::npos)
            return text;
    }
}

void Generator::assume() {
    // Mostly true, so that most applicants are not refused.
    const Phrase c = paren(condition()) + phrase(" or ", " 或 ") + paren(yes_no(1)) + phrase(" or ", " 或 ") +
                     paren(yes_no(1));
    write(phrase("assume ", "前提 ") + c + " \"A\"\n");
}

void Generator::decision(std::size_t index) {
    write(phrase("decide ", "判定 ") + declared(numbered("q", "判定", index)) + "\n");
    if (random_.chance(25)) write(phrase("  when ", "  当 ") + yes_no(1) + "\n");
    for (unsigned i = 0; i < shape_.requirements; ++i)
        requirement(i);
}

void Generator::requirement(std::size_t index) {
    write(phrase("  require ", "  要求 ") + same("r" + std::to_string(index) + " : ") + condition() + "\n");
    if (random_.chance(25)) write(phrase("    when ", "    当 ") + yes_no(1) + "\n");
    if (random_.chance(15)) {
        const Phrase d = same("2021-03-01");
        write(phrase("    from ", "    自 ") + d + phrase("", " 起") + "\n");
    }
    if (random_.chance(15)) {
        const Phrase d = same("2024-02-29");
        write(phrase("    until ", "    至 ") + d + phrase("", " 止") + "\n");
    }
    if (random_.chance(25)) {
        const Phrase shown = random_.chance(50) ? phrase("f2", "事实2") : same("f0");
        write(phrase("    else ", "    不满足时 ") + same("\"have {") + shown + "}\"\n");
    }
    for (std::size_t i = random_.chance(40) ? 1 + random_.below(2) : 0; i > 0; --i) {
        const Phrase when = random_.chance(70) ? phrase(" when ", " 当 ") + yes_no(1) : phrase("", "");
        write(phrase("    remedy ", "    补救 ") +
              same("m" + std::to_string(index) + "_" + std::to_string(i)) + " \"M\"" + when + "\n");
    }
}

}  // namespace tenet::differential
