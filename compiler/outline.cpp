#include "compiler/outline.hpp"

#include "compiler/fault.hpp"
#include "compiler/lookahead.hpp"
#include "grammar/grammar.hpp"

#include <utility>

namespace tenet::compiler {

namespace {

namespace pegtl = tao::pegtl;

/// What the actions of the outline build: nodes that no parent has taken yet lie on a stack.
class OutlineBuilder {
  public:
    OutlineBuilder(const Tokens& tokens, std::string_view text) : tokens_(tokens), text_(text) {}

    // What control.hpp asks for; the parser has seen that nothing is missing or too deep.
    static bool enter() { return true; }
    static void leave() {}
    static std::size_t too_deep(const char* /*at*/) { fault("the outline is too deep"); }
    template <class Rule>
    static std::size_t missing(const char* /*at*/) {
        fault("the outline misses something that the parser found");
    }
    std::size_t parenthesis_length(const char* at) const {
        const std::size_t token = index(at);
        if (tokens_.kind(token) != Kind::LeftParen) return 0;
        const std::size_t partner = tokens_.places[token].value;
        return partner == 0 ? 0 : partner + 1 - token;
    }

    bool is_position(const char* at) const {
        const Token& place = tokens_.places[index(at)];
        return tokens_.kind(index(at)) == Kind::Name &&
               position_in(text_.substr(place.begin, place.end - place.begin)) != 0;
    }
    bool calendar_follows(const char* at) const {
        return compiler::calendar_follows(tokens_, index(at), list_is_due(index(at)));
    }

    void add(OutlineRule rule, const char* begin, const char* end) {
        if (begin == end) return;
        OutlineNode node{rule, index(begin), index(end), {}};
        std::size_t from = stack_.size();
        while (from > 0 && out_.nodes[stack_[from - 1]].first >= node.first)
            --from;
        node.children.assign(stack_.begin() + static_cast<std::ptrdiff_t>(from), stack_.end());
        // What the grammar read and gave back reaches beyond what it took instead.
        std::erase_if(node.children, [&](std::uint32_t child) { return out_.nodes[child].end > node.end; });
        stack_.resize(from);
        if (only_wraps(node)) return stack_.push_back(node.children.front());
        stack_.push_back(static_cast<std::uint32_t>(out_.nodes.size()));
        out_.nodes.push_back(std::move(node));
    }

    Outline finish() {
        out_.statements = std::move(stack_);
        return std::move(out_);
    }

  private:
    std::uint32_t index(const char* at) const {
        return static_cast<std::uint32_t>(at - tokens_.kinds.data());
    }

    /// Whether `sum of`, `latest of` or `earliest of` stands before a token, outside of parentheses, and no `in` between.
    bool list_is_due(std::size_t token) const {
        std::size_t closed = 0;
        while (token-- > 0) {
            const Kind kind = tokens_.kind(token);
            if (kind == Kind::Mark) return false;
            if (kind == Kind::RightParen) ++closed;
            if (kind == Kind::LeftParen && closed-- == 0) return false;
            if (closed != 0) continue;
            if (kind == Kind::WordIn) return false;
            const bool selects =
                kind == Kind::WordSum || kind == Kind::WordLatest || kind == Kind::WordEarliest;
            if (selects && tokens_.kind(token + 1) == Kind::WordOf) return true;
        }
        return false;
    }

    /// Most levels of an expression add nothing to the one below.
    bool only_wraps(const OutlineNode& node) const {
        if (role(node.rule) != Role::Form || node.children.size() != 1) return false;
        const OutlineNode& child = out_.nodes[node.children.front()];
        return child.first == node.first && child.end == node.end;
    }

    const Tokens& tokens_;
    std::string_view text_;
    Outline out_;
    std::vector<std::uint32_t> stack_;
};

template <class Rule>
struct OutlineAction : pegtl::nothing<Rule> {};

template <OutlineRule rule>
struct Add {
    template <class Input>
    static void apply(const Input& in, OutlineBuilder& builder) {
        builder.add(rule, in.begin(), in.end());
    }
};

#define RULE(rule, role)                                                                                     \
    template <>                                                                                              \
    struct OutlineAction<grammar::rule> : Add<OutlineRule::rule> {};
#include "compiler/outline_rules.def"
#undef RULE

}  // namespace

Outline outline(const Tokens& tokens, std::string_view text) {
    OutlineBuilder builder(tokens, text);
    const std::vector<char>& kinds = tokens.kinds;
    pegtl::memory_input<pegtl::tracking_mode::lazy, pegtl::eol::lf, const char*> in(
        kinds.data(), kinds.data() + kinds.size() - 1, "");
    const bool whole = pegtl::parse<grammar::file, OutlineAction>(in, builder);
    TENET_CHECK(whole, "the grammar did not take the whole file");
    return builder.finish();
}

}  // namespace tenet::compiler
