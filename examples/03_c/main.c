/* Asks a policy in C: once with the facts as JSON, as they come from a form, and once without any text. */
#include <stdio.h>
#include <string.h>
#include <tenet.h>

static void show(tenet_asker* asker, const char* facts) {
    const char* answer = NULL;
    tenet_result result = tenet_answer(asker, facts, strlen(facts), TENET_TEXT_FOR_PEOPLE, TENET_EN, &answer, NULL);
    printf("%s%s", result == TENET_DONE ? "" : "not judged: ", answer);
}

int main(int count, char** words) {
    static const char* const verdicts[] = {"undetermined", "eligible",       "eligible with a remedy",
                                           "ineligible",   "not applicable", "refused"};
    tenet_table* table = NULL;
    tenet_asker* asker = NULL;
    tenet_decision decision;
    tenet_slots slots = {0};
    int64_t facts[4];
    char why[256];

    if (count != 2 || tenet_abi() != TENET_ABI) return 2;
    if (tenet_open_file(words[1], TENET_EN, &table, why, sizeof why) != TENET_DONE) {
        fprintf(stderr, "%s: %s\n", words[1], why);
        return 2;
    }
    if (tenet_asker_open(table, &asker) != TENET_DONE) return 2;

    show(asker, "{\"applied_on\": \"2023-05-01\", \"exam\": \"2018-04-30\", \"audits\": 3, \"extension\": true}");
    show(asker, "{\"applied_on\": \"2023-05-01\", \"exam\": \"2018-02-30\"}");

    /* applied_on, exam, audits, extension, in the order of the policy; see tenet_fact_at. */
    facts[0] = tenet_date(2023, 5, 1);
    facts[1] = tenet_date(2018, 5, 1);
    facts[2] = 3;
    facts[3] = TENET_UNKNOWN;
    slots.facts = facts;
    slots.fact_count = tenet_fact_count(table);
    if (slots.fact_count != 4 || tenet_decide(asker, 0, &slots, &decision) != TENET_DONE) return 2;
    printf("%s: %s\n", tenet_decision_id(table, 0), verdicts[decision.verdict]);
    for (uint32_t i = 0; i < tenet_requirement_count(table, 0); ++i)
        if (decision.unknown[i / 64] >> (i % 64) & 1) printf("open: %s\n", tenet_requirement_id(table, 0, i));

    tenet_asker_close(asker);
    tenet_close(table);
    return 0;
}
