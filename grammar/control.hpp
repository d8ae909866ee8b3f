#pragma once

#include "compiler/words.hpp"

#include <cstddef>
#include <cstdint>
#include <tao/pegtl.hpp>
#include <tao/pegtl/contrib/analyze_traits.hpp>

/// The few rules that PEGTL does not have: tokens by kind, a rule that must match, a rule that may nest.
/// The grammar reads a file as a string of token kinds, one byte each, so that offsets are token indices.
namespace tenet::grammar {

namespace pegtl = tao::pegtl;
using compiler::Kind;

/// One token of one of these kinds.
template <Kind... kinds>
struct tok : pegtl::one<static_cast<char>(kinds)...> {};

/// A word that may be a name: any that is not reserved everywhere (a Statement word that begins a line has a
/// Mark before it, so it is no candidate here).
struct name_token {
    using rule_t = name_token;
    using subs_t = pegtl::type_list<>;

    template <class Input>
    static bool match(Input& in) {
        if (in.empty()) return false;
        const auto kind = static_cast<Kind>(in.peek_uint8());
        if (kind < compiler::first_name || kind > Kind::Name) return false;
        in.bump_in_this_line(1);
        return true;
    }
};

/// A parenthesis with all that stands in it, passed over in one step: the lexer knows its partner.
struct balanced {
    using rule_t = balanced;
    using subs_t = pegtl::type_list<>;

    template <pegtl::apply_mode, pegtl::rewind_mode, template <class...> class, template <class...> class,
              class Input, class State>
    static bool match(Input& in, State& state) {
        const std::size_t length = state.parenthesis_length(in.current());
        in.bump_in_this_line(length);
        return length != 0;
    }
};

/// `第3条` or, where more numbers follow, `第3`: words to the lexer, a position in a list where one is looked for.
struct position_word {
    using rule_t = position_word;
    using subs_t = pegtl::type_list<>;

    template <pegtl::apply_mode, pegtl::rewind_mode, template <class...> class, template <class...> class,
              class Input, class State>
    static bool match(Input& in, State& state) {
        if (in.empty() || !state.is_position(in.current())) return false;
        in.bump_in_this_line(1);
        return true;
    }
};

/// A rule that must match here. If it does not, the state reports what `expectation<Rule>` of errors.hpp names,
/// makes up what the rule would have left, and says how many tokens to pass over; parsing then goes on.
template <class Rule>
struct need {
    using rule_t = need;
    using subs_t = pegtl::type_list<Rule>;

    template <pegtl::apply_mode apply, pegtl::rewind_mode, template <class...> class Action,
              template <class...> class Control, class Input, class State>
    static bool match(Input& in, State& state) {
        if (Control<Rule>::template match<apply, pegtl::rewind_mode::required, Action, Control>(in, state))
            return true;
        if constexpr (apply == pegtl::apply_mode::action)
            in.bump_in_this_line(state.template missing<Rule>(in.current()));
        return apply == pegtl::apply_mode::action;
    }
};

/// A rule that contains itself: counts its depth and refuses to go deeper than the limit.
template <class Rule>
struct nested {
    using rule_t = nested;
    using subs_t = pegtl::type_list<Rule>;

    template <pegtl::apply_mode apply, pegtl::rewind_mode rewind, template <class...> class Action,
              template <class...> class Control, class Input, class State>
    static bool match(Input& in, State& state) {
        if (!state.enter()) {
            in.bump_in_this_line(state.too_deep(in.current()));
            return true;
        }
        const bool matched = Control<Rule>::template match<apply, rewind, Action, Control>(in, state);
        state.leave();
        return matched;
    }
};

}  // namespace tenet::grammar

template <class Name>
struct tao::pegtl::analyze_traits<Name, tenet::grammar::name_token> : tao::pegtl::analyze_any_traits<> {};
template <class Name>
struct tao::pegtl::analyze_traits<Name, tenet::grammar::position_word> : tao::pegtl::analyze_any_traits<> {};
template <class Name>
struct tao::pegtl::analyze_traits<Name, tenet::grammar::balanced> : tao::pegtl::analyze_any_traits<> {};
template <class Name, class Rule>
struct tao::pegtl::analyze_traits<Name, tenet::grammar::need<Rule>> : tao::pegtl::analyze_opt_traits<Rule> {};
template <class Name, class Rule>
struct tao::pegtl::analyze_traits<Name, tenet::grammar::nested<Rule>> : tao::pegtl::analyze_seq_traits<Rule> {
};
