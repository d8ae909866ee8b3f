/* Tenet's C interface: policies that `tenet build POLICY --to table` has written, decided in C and in whatever calls C.
 *
 * Nothing is thrown across it. A table is opened once and may be shared by threads; each thread asks through an asker of its own. Texts are
 * UTF-8. What a function gives as `const char*` belongs to the table or the asker and lives as long as told beside it. No index and no pointer
 * of an optional argument may crash it: a wrong one gives TENET_MISUSED, a null text or 0, and so does a format or a
 * language that there is not. */
#ifndef TENET_H
#define TENET_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define TENET_API __attribute__((visibility("default")))

/* The version of this interface; a library that was loaded at run time has the same, or is of no use with this header. */
#define TENET_ABI 1
TENET_API uint32_t tenet_abi(void);
/* The version of Tenet: `0.1.0`. */
TENET_API const char* tenet_version(void);

typedef enum tenet_language { TENET_EN = 0, TENET_ZH = 1 } tenet_language;

typedef enum tenet_result {
    TENET_DONE = 0,
    TENET_TABLE_WRONG = 1, /* the bytes are no table that this version can use */
    TENET_FACTS_WRONG = 2, /* the facts are not right, or the policy refuses them; the answer says why */
    TENET_MISUSED = 3,     /* a null pointer, an index beyond the end, fewer slots than the policy has facts */
    TENET_NO_MEMORY = 4,
    TENET_FAULT = 5 /* our fault */
} tenet_result;

/* --- Tables. */

typedef struct tenet_table tenet_table;

/* Opens a table of these bytes, which are copied. Where they are none that can be used, `why` (of so many bytes, or null) says why in the
 * language asked for, cut off where it does not fit and always ended by a zero; *table is then null. */
TENET_API tenet_result tenet_open(const void* bytes, size_t size, tenet_language language, tenet_table** table,
                                  char* why, size_t why_size);
/* The same of a file. */
TENET_API tenet_result tenet_open_file(const char* path, tenet_language language, tenet_table** table, char* why,
                                       size_t why_size);
/* No asker of it is left. Null is nothing to close. */
TENET_API void tenet_close(tenet_table* table);

/* The policy's id, such as `ccaa.upgrade_to_auditor`, and the SHA-256 of its meaning in hexadecimal, while the table is open. */
TENET_API const char* tenet_policy(const tenet_table* table);
TENET_API const char* tenet_fingerprint(const tenet_table* table);

/* What a form needs to ask the table's questions and to show the answers, as JSON on one line: its facts, decisions, outputs and notes with
 * their labels in both languages, kinds, ranges and values. It belongs to the table and ends with a zero; `size` may be null. Null
 * where `table` is, or where no memory is left. Made when it is first asked for; threads may ask at once. */
TENET_API const char* tenet_form(const tenet_table* table, size_t* size);

typedef enum tenet_kind {
    TENET_YES_NO = 0,
    TENET_COUNT = 1,
    TENET_DATE = 2,
    TENET_NUMBER = 3,
    TENET_DAYS = 4,
    TENET_HOURS = 5,
    TENET_CHOICE = 6,
    TENET_SET = 7,
    TENET_TEXT = 8,
    TENET_LIST = 9
} tenet_kind;

/* A fact, or a field of the records of one. */
typedef struct tenet_fact {
    const char* id;   /* the ASCII twin, or the name; while the table is open */
    const char* name; /* as declared */
    tenet_kind kind;
    int32_t or_none;      /* whether it may be known not to exist */
    int64_t low, high;    /* the range outside which it is refused, in units of 1/scale; of a list the number of its records */
    int32_t scale;        /* 2: halves, 100: hundredths */
    uint32_t value_count; /* of a choice, or members of a set */
    uint32_t field_count; /* of a list: the fields that come with each record */
} tenet_fact;

TENET_API uint32_t tenet_fact_count(const tenet_table* table);
TENET_API uint32_t tenet_decision_count(const tenet_table* table);
TENET_API uint32_t tenet_output_count(const tenet_table* table);
TENET_API uint32_t tenet_requirement_count(const tenet_table* table, uint32_t decision);
TENET_API uint32_t tenet_remedy_count(const tenet_table* table, uint32_t decision);

TENET_API tenet_result tenet_fact_at(const tenet_table* table, uint32_t fact, tenet_fact* told);
TENET_API tenet_result tenet_field_at(const tenet_table* table, uint32_t list, uint32_t field, tenet_fact* told);
/* The id of a value of a choice or set: of fact `fact`, or where that is a list, of its field `field`. */
TENET_API const char* tenet_value_id(const tenet_table* table, uint32_t fact, uint32_t field, uint32_t value);
TENET_API const char* tenet_decision_id(const tenet_table* table, uint32_t decision);
TENET_API const char* tenet_requirement_id(const tenet_table* table, uint32_t decision, uint32_t requirement);
TENET_API const char* tenet_remedy_id(const tenet_table* table, uint32_t decision, uint32_t remedy);
TENET_API const char* tenet_output_id(const tenet_table* table, uint32_t output);

/* What the number `value` of an output stands for: the id of a choice's value or of a set's member; a text. Null for anything else, and for a
 * text that the policy does not name. */
TENET_API const char* tenet_output_value(const tenet_table* table, uint32_t output, int64_t value);
/* Of an output that is a list: how many items list number `value` has, and each, as an id of its choice or a text. */
TENET_API uint32_t tenet_output_item_count(const tenet_table* table, uint32_t output, int64_t value);
TENET_API const char* tenet_output_item(const tenet_table* table, uint32_t output, int64_t value, uint32_t item);

/* --- Asking. */

typedef struct tenet_asker tenet_asker;

/* The memory of one thread that asks. */
TENET_API tenet_result tenet_asker_open(const tenet_table* table, tenet_asker** asker);
TENET_API void tenet_asker_close(tenet_asker* asker);

typedef enum tenet_format { TENET_TEXT_FOR_PEOPLE = 0, TENET_JSON = 1 } tenet_format;

/* What `tenet eval` answers by a table to one applicant's facts, a JSON object: in JSON on one line, or as text. The answer is ended by a zero and
 * lives until the asker is asked again; `answer_size` may be null. With TENET_FACTS_WRONG it says what is wrong. */
TENET_API tenet_result tenet_answer(tenet_asker* asker, const char* facts, size_t facts_size, tenet_format format,
                                    tenet_language language, const char** answer, size_t* answer_size);

/* --- Asking without text: 64 bits for each fact, in the order of tenet_fact_at. */

/* A fact that nobody has told yet, and one that is known not to exist. Every other number is the value: a number in units of 1/scale, a
 * date as tenet_date gives it, yes/no as 1 or 0, the place of a choice's value, a bit for each member of a set, the number of records of a list, the
 * place of a text in `texts`. */
#define TENET_UNKNOWN INT64_MIN
#define TENET_NONE (INT64_MIN + 1)

/* Days since 1900-01-01, or TENET_UNKNOWN where there is no such day. */
TENET_API int64_t tenet_date(int32_t year, int32_t month, int32_t day);

typedef struct tenet_text {
    const char* characters;
    size_t size;
} tenet_text;

typedef struct tenet_slots {
    const int64_t* facts;
    uint32_t fact_count; /* at least as many as the policy has */
    uint32_t text_count;
    const tenet_text* texts;
    /* Field `field`, as tenet_field_at counts them, of record `record`, from 0, of the list in slot `list`; may be null where all lists are unknown or empty. */
    int64_t (*field)(const void* records, uint32_t list, uint32_t record, uint32_t field);
    const void* records; /* handed to `field` */
} tenet_slots;

typedef enum tenet_verdict {
    TENET_UNDETERMINED = 0,
    TENET_ELIGIBLE = 1,
    TENET_ELIGIBLE_WITH_REMEDY = 2,
    TENET_INELIGIBLE = 3,
    TENET_NOT_APPLICABLE = 4,
    TENET_REFUSED = 5
} tenet_verdict;

typedef enum tenet_cause {
    TENET_NOT_REFUSED = 0,
    TENET_OUT_OF_RANGE = 1, /* the fact or field named is out of its range, or none where it may not be */
    TENET_TOO_MANY = 2,     /* the list named has more records than it may have */
    TENET_CONTRADICTION = 3 /* an `assume` of the policy is surely no */
} tenet_cause;

#define TENET_NO_RECORD UINT32_MAX

typedef struct tenet_decision {
    tenet_verdict verdict;
    tenet_cause refused;
    uint32_t refused_fact, refused_record, refused_field; /* the record is TENET_NO_RECORD for a fact itself */
    uint32_t assume;
    uint32_t words, remedy_words;
    /* A bit for each requirement in order, and for each remedy; until the asker is asked again. A requirement that is only applicable is
     * satisfied. */
    const uint64_t *failed, *unknown, *applicable, *remedies;
} tenet_decision;

/* Decides; TENET_DONE also where the question is refused. Allocates nothing, once it has seen as many texts. */
TENET_API tenet_result tenet_decide(tenet_asker* asker, uint32_t decision, const tenet_slots* slots,
                                    tenet_decision* answer);

typedef enum tenet_state { TENET_OPEN = 0, TENET_KNOWN = 1, TENET_IS_NONE = 2, TENET_OUTPUT_REFUSED = 3 } tenet_state;

typedef struct tenet_outcome {
    tenet_state state;
    tenet_kind kind;
    int32_t scale;
    /* Of its values; both are the value where it is known. Of a choice, a text or a list it is a number that tenet_output_value or
     * tenet_output_item reads, of a set a bit for each member. */
    int64_t low, high;
} tenet_outcome;

TENET_API tenet_result tenet_output(tenet_asker* asker, uint32_t output, const tenet_slots* slots, tenet_outcome* answer);

#ifdef __cplusplus
}
#endif

#endif
