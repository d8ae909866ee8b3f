#include "tests/json/reader.hpp"

namespace tenet::json_test {

#define SUBJECT(number) Subject subject_##number();
#include "subjects.inc"
#undef SUBJECT

std::vector<Subject> subjects() {
    return {
#define SUBJECT(number) subject_##number(),
#include "subjects.inc"
#undef SUBJECT
    };
}

}  // namespace tenet::json_test
