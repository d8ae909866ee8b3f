#include "tests/generated/hostile_policies.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace tenet::generated {
namespace {

/// A text between quotation marks that it does not hold itself.
std::string in_marks(const std::string& text) {
    return text.find('"') == std::string::npos ? '"' + text + '"' : "“" + text + "”";
}

}  // namespace

std::vector<std::string> harmless_names(std::size_t count) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < count; ++i)
        names.push_back(fmt::format("name_{}", i));
    return names;
}

Words benign(const Words& words) {
    Words out;
    out.policy = "part";
    for (std::size_t i = 0;
         i < static_cast<std::size_t>(std::count(words.policy.begin(), words.policy.end(), '.')); ++i)
        out.policy += fmt::format(".part_{}", i);
    out.names = harmless_names(words.names.size());
    for (std::size_t i = 0; i < words.texts.size(); ++i) {
        out.texts.push_back(fmt::format("text {}", i));
        if (words.texts[i].size() > 100) out.texts.back().resize(words.texts[i].size(), 'x');
    }
    return out;
}

std::string message(const std::string& text) {
    std::string doubled;
    for (char c : text)
        doubled += std::string(c == '{' || c == '}' ? 2 : 1, c);
    return in_marks(doubled);
}

std::string policy_of_facts(const Words& words) {
    constexpr const char* types[] = {"yes/no", "count", "date or none"};
    constexpr const char* conditions[] = {"{}", "{} >= 4 or 3 with closing", "{} valid 5y"};
    std::string text = fmt::format(
        "policy {} {} en {}\nas of opening\nsource notice {}\nfact opening : date\nfact closing : yes/no\n",
        words.policy, in_marks(words.text(0)), in_marks(words.text(1)), in_marks(words.text(2)));
    std::string requirements;
    for (std::size_t i = 0; i < words.names.size(); ++i) {
        const std::string& name = words.names[i];
        text += fmt::format("fact {} : {} {}\n", name, types[i % 3], in_marks(words.text(i)));
        requirements +=
            fmt::format("  require {} {} zh {} : {}\n    else {} en {}\n    cite notice ¶{} reading {}\n",
                        name, in_marks(words.text(i + 1)), in_marks(words.text(i + 2)),
                        fmt::format(fmt::runtime(conditions[i % 3]), name), message(words.text(i + 3)),
                        message(words.text(i + 4)), i + 1, in_marks(words.text(i + 5)));
    }
    return text +
           fmt::format("decide all_of_them {}\n  when closing else {}\n", in_marks(words.text(6)),
                       message(words.text(7))) +
           requirements;
}

std::string policy_of_answers(const Words& words) {
    std::string text =
        fmt::format("policy {} {}\nfact opening : count\n", words.policy, in_marks(words.text(0)));
    for (std::size_t i = 0; i < words.names.size(); ++i) {
        const std::string label = in_marks(words.text(i));
        if (i % 2 == 0)
            text += fmt::format("decide {} {}\n  require {} : opening >= {}\n", words.names[i], label,
                                words.names[i], i + 1);
        else
            text += fmt::format("output {} {} = opening + {}\n", words.names[i], label, i);
    }
    return text;
}

std::string policy_of_types(const Words& words) {
    constexpr const char* types[] = {"yes/no", "count", "date or none", "days in halves", "text", "hours"};
    constexpr std::size_t most_fields = 64;
    std::string text = fmt::format("policy {} {}\n", words.policy, in_marks(words.text(0)));
    for (std::size_t i = 0; i < words.names.size(); ++i) {
        const std::string& name = words.names[i];
        text += i % 2 == 0 ? fmt::format("choice {} {}\n", name, in_marks(words.text(i)))
                           : fmt::format("record {} {}\n", name, in_marks(words.text(i)));
        for (std::size_t k = 0; k < most_fields && k < words.names.size(); ++k) {
            const std::string& part = words.names[(i + k) % words.names.size()];
            const std::string label = in_marks(words.text(i + k));
            text += i % 2 == 0 ? fmt::format("  {} {}\n", part, label)
                               : fmt::format("  {} : {} {}\n", part, types[k % 6], label);
        }
        text += fmt::format(
            fmt::runtime(i % 2 == 0
                             ? "fact fact_{} : {}\noutput output_{} : {} = fact_{}\n"
                             : "fact fact_{} : list of {} up to 9\noutput output_{} = count of fact_{}\n"),
            i, name, i, i % 2 == 0 ? name : std::to_string(i), i);
    }
    return text;
}

}  // namespace tenet::generated
