#pragma once

#include "tenet/texts.hpp"

#include <cstdint>

/// Why some bytes are no table that may be used.
namespace tenet {

enum class TableError : std::uint8_t {
    Nothing,           ///< it may be used
    NotATable,         ///< it does not begin as tables do
    TooShort,          ///< it ends before its own size
    TooLong,           ///< it goes on behind its own size
    FormatVersion,     ///< laid out as this reader does not know
    OperatorsVersion,  ///< made for operators that this reader does not know
    Misaligned,        ///< the bytes lie at no multiple of 8
    Checksum,          ///< some bytes have changed
    Header,            ///< the header has something where nothing stands
    Directory,         ///< `section` lies where it may not, or the bytes before it are not zero
    RowSize,           ///< rows of `section` have another size
    UnknownSection,    ///< a reader must know `section`, and this one does not
    MissingSection,    ///< there is no `section`
    Row,               ///< row `at` of `section` has bytes that such a row never has
    RowCount,          ///< `section` has more or fewer rows than it must
    Invalid,           ///< all can be read, but the program is none that evaluators may run
};

/// What is wrong with a table, and where: the kind of the section, and the row in it or the byte of the table.
struct TableFault {
    TableError error = TableError::Nothing;
    std::uint32_t section = 0;
    std::uint64_t at = 0;

    constexpr bool operator==(const TableFault&) const = default;
};

/// What is wrong in a few words, for a log or a message.
constexpr const char* text_of(TableError error, Lang lang) {
    const bool zh = lang == Lang::zh;
    switch (error) {
    case TableError::Nothing: return zh ? "没有问题" : "nothing is wrong";
    case TableError::NotATable: return zh ? "这不是规则表文件" : "this is not a table";
    case TableError::TooShort:
        return zh ? "规则表不完整，后面缺了一部分" : "the table is cut off: its end is missing";
    case TableError::TooLong: return zh ? "规则表后面多出了内容" : "something follows the end of the table";
    case TableError::FormatVersion:
        return zh ? "规则表的格式版本不同，请用同一版本的 tenet 重新生成"
                  : "the table has another format version: build it again with the same version of tenet";
    case TableError::OperatorsVersion:
        return zh ? "规则表的运算版本不同，请用同一版本的 tenet 重新生成"
                  : "the table has another version of the operators: build it again with the same version of tenet";
    case TableError::Misaligned:
        return zh ? "规则表在内存中没有对齐到 8 字节" : "the table does not lie at a multiple of 8 bytes";
    case TableError::Checksum:
        return zh ? "规则表已损坏：校验和不符" : "the table is damaged: its checksum does not match";
    case TableError::Header: return zh ? "规则表的文件头有误" : "the header of the table is wrong";
    case TableError::Directory: return zh ? "规则表的目录有误" : "the directory of the table is wrong";
    case TableError::RowSize:
        return zh ? "规则表中有一节的行长不对" : "a section of the table has rows of another size";
    case TableError::UnknownSection:
        return zh ? "规则表中有本程序不认识而又不能略过的一节"
                  : "the table has a section that this program does not know and may not skip";
    case TableError::MissingSection: return zh ? "规则表缺了一节" : "the table lacks a section";
    case TableError::Row:
        return zh ? "规则表中有一行的内容不合格式" : "a row of the table is not as the format says";
    case TableError::RowCount:
        return zh ? "规则表中有一节的行数不对" : "a section of the table has another number of rows";
    case TableError::Invalid:
        return zh ? "规则表中的程序不能运行" : "the program in the table is not one that may be run";
    }
    return "";
}

}  // namespace tenet
