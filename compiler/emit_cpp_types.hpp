#pragma once

#include "compiler/cpp_source.hpp"
#include "compiler/table.hpp"

/// The types of a generated header.
namespace tenet::compiler {

/// The type of a choice.
Cpp cpp_type(const TableChoice& choice);

/// The choices and records of a policy, each in the namespace of the policy that declares it and behind a guard, so that
/// headers share them; different versions of one type in one program are an error.
void put_types(CppSource& out, const Table& table);

/// The struct of facts and the pointers to its members.
void put_facts(CppSource& out, const Table& table);

}  // namespace tenet::compiler
