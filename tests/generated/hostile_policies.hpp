#pragma once

#include <cstddef>
#include <string>
#include <vector>

/// Policies filled with the words of an author.
namespace tenet::generated {

/// The words of an author that a policy is filled with.
struct Words {
    std::string policy;
    std::vector<std::string> names, texts;

    const std::string& text(std::size_t i) const { return texts[i % texts.size()]; }
};

/// So many names that could harm nobody.
std::vector<std::string> harmless_names(std::size_t count);

/// As many words of the same form that could harm nobody.
Words benign(const Words& words);

/// A message, in which braces are doubled.
std::string message(const std::string& text);

/// Every name is a fact and a requirement, every text a label and a message.
std::string policy_of_facts(const Words& words);

/// Every name is a decision or an output.
std::string policy_of_answers(const Words& words);

/// Every name is a value of one choice, a field of a record, and a choice or a record.
std::string policy_of_types(const Words& words);

}  // namespace tenet::generated
