#include "tests/differential/generator.hpp"

#include <string>

/// Calendars and what is counted by them.
namespace tenet::differential {

/// Years around those that facts are of; now and then too few of them, so that questions have no answer.
void Generator::calendar() {
    const Phrase name = numbered("k", "日历", calendars_.size());
    const bool short_one = random_.chance(15);
    const int first_year = short_one ? 2020 : static_cast<int>(random_.between(1995, 2017));
    const int last_year = short_one ? 2024 : static_cast<int>(random_.between(2027, 2060));
    const std::string first = std::to_string(first_year), last = std::to_string(last_year);
    write(phrase("calendar ", "工作日历 ") + declared(name) + "\n");
    write(Phrase{"  covers " + first + " .. " + last, "  年度 " + first + " 至 " + last} + "\n");
    static const std::vector<Phrase> weekends{{"saturday, sunday", "周六、周日"},
                                              {"friday", "周五"},
                                              {"none", "无"},
                                              {"monday, sunday", "星期一、星期日"}};
    write(phrase("  weekend ", "  休息日 ") + random_.pick(weekends) + "\n");
    if (random_.chance(80)) {
        Phrase days = phrase("2020-02-29, 2021-01-01 .. 2021-01-20", "2020-02-29、2021-01-01至2021-01-20");
        // Where a year has a day off each of them has one.
        for (int year = first_year; year <= last_year; ++year) {
            const std::string day = std::to_string(year) + "-05-01";
            if (year != 2020 && year != 2021) days = days + Phrase{", " + day, "、" + day};
        }
        write(phrase("  off ", "  放假 ") + days + phrase(" \"O\"\n", " \"O\"\n"));
    }
    if (random_.chance(60))
        write(phrase("  worked 2023-10-07, 2023-10-08\n", "  调休上班 2023-10-07、2023-10-08\n"));
    calendars_.push_back(name);
}

/// A list that stops a clock, by the fields with which its records begin and end.
Phrase Generator::pausing() {
    const List& over = list();
    const std::vector<Variable>& fields = records_[over.record].fields;
    const Phrase from = records_[over.record].name + "." + fields[0].name,
                 to = records_[over.record].name + "." + fields[1].name;
    return {" pausing " + over.name.en + " from " + from.en + " to " + to.en,
            " 扣除 " + over.name.zh + " 自 " + from.zh + " 至 " + to.zh};
}

bool Generator::may_pause() const { return may_aggregate() && inside_.empty() && !calendars_.empty(); }

Phrase Generator::working_days(unsigned depth) {
    const Phrase calendar = random_.pick(calendars_), from = date(depth), to = date(depth);
    const Phrase pause = may_pause() && random_.chance(60) ? pausing() : same("");
    return paren({"working days in " + calendar.en + " from " + from.en + " to " + to.en + pause.en,
                  "自 " + from.zh + " 至 " + to.zh + " 按 " + calendar.zh + " 的 工作日数" + pause.zh});
}

Phrase Generator::working_day_after(unsigned depth, bool pauses) {
    const Phrase calendar = random_.pick(calendars_), from = date(depth);
    const std::string days = std::to_string(random_.between(1, random_.chance(70) ? 40 : 300));
    const Phrase length = days == "1" ? phrase("1 working day", "1个工作日")
                                      : Phrase{days + " working days", days + "个工作日"};
    return paren(from + " + " + length + Phrase{" in " + calendar.en, " 按 " + calendar.zh} +
                 (pauses ? pausing() : same("")));
}

Phrase Generator::is_working_day(unsigned depth) {
    const std::optional<Variable> maybe = variable(Sort::Date, true);
    const Phrase day = maybe && random_.chance(60) ? maybe->name : date(depth);
    const Phrase calendar = random_.pick(calendars_);
    const bool asks = random_.chance(70);
    return day + Phrase{(asks ? " is a working day in " : " is not a working day in ") + calendar.en,
                        (asks ? " 为 " : " 不为 ") + calendar.zh + " 的 工作日"};
}

}  // namespace tenet::differential
