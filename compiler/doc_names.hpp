#pragma once

#include "compiler/compile.hpp"
#include "compiler/doc_page.hpp"
#include "compiler/resolve.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What the names of a policy stand for, and where on the page that is.
namespace tenet::compiler::doc {

/// A declaration: its file, in the one way to write it, and its place there.
using Declared = std::pair<std::string, std::uint32_t>;

/// The ids of everything that has a place on the page. No two are alike, and those of what has a name follow from names alone, unless two would be
/// alike: then the order of the files says which keeps its own.
class Anchors {
  public:
    /// Takes the wanted id, or where it is taken one like it; gives what it has become.
    const std::string& add(const Declared& declared, std::string wanted);
    /// Takes an id that belongs to no declaration.
    std::string unique(std::string wanted);
    /// Empty if it has no place on the page.
    std::string find(const Declared& declared) const;

  private:
    std::map<Declared, std::string> ids_;
    std::set<std::string> taken_;
};

/// A name that stands somewhere in the policy's own file, and what it means.
struct NameUse {
    std::uint32_t begin = 0;
    Declared means;
    Link link;
};

class NameTable {
  public:
    /// `paths` are those of the policy's files, each in the one way to write it.
    NameTable(const Compiled& policy, std::vector<std::string> paths, const Anchors& anchors);

    /// What the name that begins at this place of the own file means; null if it is none.
    const NameUse* at(std::uint32_t begin) const;
    const std::vector<NameUse>& uses() const { return uses_; }

    /// A fact, param, define, output, table or decision of this name; without a label if there is none.
    NameUse value(std::string_view name) const;
    /// A choice, group, record, calendar or source likewise.
    NameUse type(std::string_view name) const;
    /// A value of the choice that a group is of.
    NameUse group_value(std::uint32_t group, std::string_view name) const;

    Declared place_of(Span span) const { return {paths_[span.file], span.begin}; }

  private:
    NameUse declared(const ast::Name& name, const ast::Text* label) const;
    NameUse entry(const compiler::Names::Entry& entry) const;
    NameUse of_expression(std::size_t index) const;
    void use(Span place, NameUse found);
    void collect_expressions();
    void collect_types();

    const ast::File& file_;
    const std::vector<typed::Finding>& members_;
    std::vector<std::string> paths_;
    const Anchors& anchors_;
    compiler::Names resolved_;
    std::vector<NameUse> uses_;
};

/// The label, or without one the name as it is spoken: `old_licence` is `old licence`.
TableText label_or_name(const TableText& label, std::string_view name, std::string_view id);

}  // namespace tenet::compiler::doc
