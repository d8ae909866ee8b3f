#pragma once

#include "compiler/diagnostics.hpp"
#include "compiler/result.hpp"
#include "compiler/table.hpp"

#include <string>
#include <string_view>
#include <vector>

/// What results call statuses, facts and citations, in both languages.
namespace tenet::compiler {

std::string_view shown(VerdictKind verdict, Lang lang);

/// `satisfied`, `不满足` …; of a part of a condition as of a requirement.
std::string_view status_word(RequirementStatus status, Lang lang);

/// How a part of a condition stands.
RequirementStatus status_of(const Part& part);

/// The kind of value a fact or field takes, as one is told to fill it in: `yes/no`, `是／否`, `qms/ems/…`.
std::string type_hint(const Table& table, const TableFact& fact, Lang lang);

/// `audits[2].ended_on`, with identifiers and counting from 0.
std::string path_id(const Table& table, const FactPath& path);

/// `audits record 3 ended_on`, `审核经历 第3条 结束日期`: as `needing` of a test writes it.
std::string path_written(const Table& table, const FactPath& path, Lang lang);

/// `audits record 3 ended_on (date)`, `审核经历 第3条 结束日期（日期）`: with labels and counting from 1.
std::string path_asked(const Table& table, const FactPath& path, Lang lang);

/// `notice ¶7, ¶8 reading "A21"` as JSON has it; in Chinese text `通知第7、8段（解读 A21）`.
std::string cited(const TableCitation& citation, Lang lang);

/// What closes a line of a result: `; see notice ¶7, notice ¶9`, `；依据 通知第7段、通知第9段`; empty without a citation.
std::string cited(const std::vector<TableCitation>& citations, Lang lang);

}  // namespace tenet::compiler
