#include <cstdio>
#include <grant.hpp>
#include <string_view>
#include <tenet/explain_json.hpp>
#include <tenet/explain_text.hpp>
#include <vector>

using tenet::date;

namespace {

void print(const tenet::WrittenText& said) {
    std::printf("%.*s", static_cast<int>(said.text.size()), said.text.data());
    if (!said.is_whole()) std::printf("\n(%zu bytes hold all of it)\n", said.needed);
}

}  // namespace

int main() {
    std::vector<grant::Course> courses(2);
    courses[0].kind = grant::Kind::ForeignLanguage;
    courses[0].ended_on = date(2024, 3, 15);
    courses[0].hours = 9;
    courses[1].ended_on = date(2021, 6, 30);  // its kind and its hours are not known

    grant::Facts facts;
    facts.applied_on = date(2024, 5, 1);
    facts.hired_on = date(2019, 9, 1);
    facts.tested_on = date(2021, 4, 30);
    facts.courses = courses;

    // All that the policy answers, as `tenet eval` prints it. The facts are looked at once, and stay as they are while `answer` lives.
    tenet::AnswerText answer(grant::table, facts);
    char buffer[2000];
    print(answer.result(tenet::Lang::en, buffer));
    print(answer.result(tenet::Lang::zh, buffer));

    // Or piece by piece: here the first output, and the third requirement of the first decision.
    print(answer.output(0, tenet::Lang::en, buffer));
    print(answer.requirement(0, 2, tenet::Lang::en, buffer));

    // The same answer as JSON; the brief one is for a log.
    tenet::AnswerJson json(grant::table, facts);
    char line[4000];
    print(json.brief(tenet::Lang::en, line));
    std::printf("\n");

    // What does not fit is left off.
    char small[80];
    print(answer.decision(0, tenet::Lang::en, small));
}
