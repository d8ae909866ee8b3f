#include "compiler/table_names.hpp"

namespace tenet::compiler {

std::string_view name_of(Code op) {
    switch (op) {
#define OPERATOR(name, ...)                                                                                  \
    case Code::name:                                                                                         \
        return #name;
#include "tenet/operators.def"
#undef OPERATOR
#define AGGREGATE(name, ...)                                                                                 \
    case Code::name:                                                                                         \
        return #name;
#include "tenet/aggregates.def"
#undef AGGREGATE
#define REQUIREMENT(name, ...)                                                                               \
    case Code::name:                                                                                         \
        return #name;
#include "tenet/requirements.def"
#undef REQUIREMENT
    }
    __builtin_unreachable();
}

std::string_view name_of(typed::Base base) {
    switch (base) {
    case typed::Base::YesNo: return "yes/no";
    case typed::Base::Count: return "count";
    case typed::Base::Date: return "date";
    case typed::Base::Number: return "number";
    case typed::Base::Days: return "days";
    case typed::Base::Period: return "period";
    case typed::Base::Hours: return "hours";
    case typed::Base::Choice: return "choice";
    case typed::Base::Set: return "set";
    case typed::Base::Text: return "text";
    case typed::Base::List: return "list";
    }
    __builtin_unreachable();
}

std::string_view name_of(ValueKind kind) {
    switch (kind) {
    case ValueKind::YesNo: return "yes/no";
    case ValueKind::Count: return "count";
    case ValueKind::Date: return "date";
    case ValueKind::Number: return "number";
    case ValueKind::Days: return "days";
    case ValueKind::Hours: return "hours";
    case ValueKind::Choice: return "choice";
    case ValueKind::Set: return "set";
    case ValueKind::Text: return "text";
    case ValueKind::List: return "list";
    }
    __builtin_unreachable();
}

}  // namespace tenet::compiler
