#pragma once

#include "compiler/doc_phrases.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tenet::compiler::doc {

/// By declaration, what mentions it.
using Mentions = std::map<Declared, std::vector<Link>>;

/// What a requirement is called: by its own id, or by what it reads.
struct RequirementName {
    std::string name, id;
};

/// One policy of the set, with what it takes to describe it. Only what its own file declares is described with it.
class DocFile {
  public:
    /// `shown` is the file as the page names it.
    DocFile(const Compiled& policy, std::string shown, std::vector<std::string> paths, Anchors& anchors);

    const ast::File& ast() const { return *policy_.ast; }
    const Table& table() const { return *policy_.table; }
    const Compiled& policy() const { return policy_; }
    const Anchors& anchors() const { return anchors_; }
    /// These are there once every file of the set has its anchors.
    void read_names();
    const NameTable& names() const { return *names_; }
    const Phrases& phrases() const { return *phrases_; }
    void use_mentions(const Mentions& mentions) { mentions_ = &mentions; }

    bool own(Span span) const { return ast().own(span); }
    Declared place_of(Span span) const { return {paths_[span.file], span.begin}; }
    std::string id_at(Span span) const { return anchors_.find(place_of(span)); }
    const RequirementName& name_of(const ast::Requirement& requirement) const;

    /// What is shown of everything that is declared.
    void describe(Entry& entry, const ast::Name& name, const ast::Text& label, Span span,
                  const std::vector<ast::Citation>& citations) const;
    /// The same of what has no name.
    void describe(Entry& entry, Span span, const std::vector<ast::Citation>& citations) const;
    Link link(const ast::Requirement& requirement) const;
    std::vector<Citation> citations(const std::vector<ast::Citation>& citations) const;

    /// Where each of its rules begins, with what it is; tests are there without a target.
    std::vector<std::pair<std::uint32_t, Link>> owners() const;
    /// Adds what its rules mention.
    void add_mentions(Mentions& mentions) const;

  private:
    void add_anchors(Anchors& anchors);
    void add_decisions(Anchors& anchors, std::string_view policy);
    void place(Entry& entry, Span span) const;

    const Compiled& policy_;
    std::string shown_;
    std::vector<std::string> paths_;
    const Anchors& anchors_;
    std::map<std::uint32_t, RequirementName> requirements_;  ///< by their places
    std::unique_ptr<NameTable> names_;
    std::unique_ptr<Phrases> phrases_;
    const Mentions* mentions_ = nullptr;
};

}  // namespace tenet::compiler::doc
