#include "compiler/skin.hpp"

namespace tenet::compiler {

std::string_view spelling(Kind kind, Skin skin) {
    if (is_word(kind)) return skin == Skin::Zh ? word(kind).zh : word(kind).en;
    const bool zh = skin == Skin::Zh;
    switch (kind) {
    case Kind::LeftParen: return zh ? "（" : "(";
    case Kind::RightParen: return zh ? "）" : ")";
    case Kind::Comma: return zh ? "，" : ",";
    case Kind::ListComma: return zh ? "、" : ",";
    case Kind::Colon: return zh ? "：" : ":";
    case Kind::DotDot: return zh ? "至" : "..";
    case Kind::Arrow: return zh ? "→" : "->";
    case Kind::Dot: return ".";
    case Kind::RowEq:
    case Kind::Eq: return "=";
    case Kind::Ne: return "!=";
    case Kind::Lt: return "<";
    case Kind::Le: return "<=";
    case Kind::Gt: return ">";
    case Kind::Ge: return ">=";
    case Kind::Plus: return "+";
    case Kind::Minus: return "-";
    case Kind::Star: return "*";
    case Kind::Slash: return "/";
    case Kind::Bar: return "|";
    default: return "";  // what is no word and no sign is written as it stands
    }
}

}  // namespace tenet::compiler
