#pragma once

#include "rules.hpp"

#include <string>
#include <string_view>
#include <variant>

/// Rules of a table, as `tenet build --to table` writes it.
namespace decision_service {

/// Why bytes are no table that can be used, in both languages.
struct TableComplaint {
    std::string en, zh;

    bool operator==(const TableComplaint&) const = default;
};

/// Opens a table of these bytes, which are copied.
std::variant<RulesPointer, TableComplaint> open_table_rules(std::string_view bytes);

}  // namespace decision_service
