#include "compiler/batch_rows.hpp"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace tenet::compiler {
namespace {

using Cells = std::vector<std::string>;

Cells cells_of(std::string_view record, CsvRecord::Fault fault = CsvRecord::Fault::Nothing) {
    CsvRecord out;
    split_csv(record, out);
    EXPECT_EQ(out.fault, fault) << record;
    Cells cells;
    for (const CsvCell& cell : out.cells)
        cells.emplace_back(cell.text);
    return cells;
}

TEST(Csv, CellsOfARecord) {
    EXPECT_EQ(cells_of(""), (Cells{""}));
    EXPECT_EQ(cells_of(","), (Cells{"", ""}));
    EXPECT_EQ(cells_of("a, b ,\"c\""), (Cells{"a", " b ", "c"}));
    EXPECT_EQ(cells_of(R"("","""","a""b","c,d")"), (Cells{"", "\"", "a\"b", "c,d"}));
    EXPECT_EQ(cells_of("\"a\nb\",c"), (Cells{"a\nb", "c"}));
    cells_of("a\"b", CsvRecord::Fault::MarkInside);
    cells_of("\"a\"b", CsvRecord::Fault::TextBehind);
    cells_of("\"a\" ,b", CsvRecord::Fault::TextBehind);
    cells_of("a,\"b", CsvRecord::Fault::NotClosed);
    cells_of("\"", CsvRecord::Fault::NotClosed);
    cells_of("\"a\"\"", CsvRecord::Fault::NotClosed);
}

TEST(Csv, WhatIsWrittenIsReadAgain) {
    std::mt19937 random(3);
    for (int round = 0; round < 2000; ++round) {
        Cells cells(1 + random() % 4);
        std::string record;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            for (std::size_t k = random() % 6; k > 0; --k)
                cells[i] += "a,\"\n\r;"[random() % 6];
            record += i == 0 ? "" : ",";
            append_csv(record, cells[i]);
        }
        EXPECT_EQ(cells_of(record), cells);
        CsvEnds ends;
        EXPECT_EQ(ends.next(record + "\nx", 0), record.size() + 1) << record;
    }
}

/// A text that comes a few bytes at a time.
class Trickle final : public ByteStream {
  public:
    explicit Trickle(std::string_view text) : text_(text) {}
    Result<std::size_t> read(std::string& text, std::size_t most) override {
        const std::string_view piece = text_.substr(0, std::min<std::size_t>(most, 1 + random_() % 7000));
        text += piece;
        text_.remove_prefix(piece.size());
        return {piece.size(), {}};
    }

  private:
    std::string_view text_;
    std::mt19937 random_{5};
};

/// Rows of all kinds, some of them blank, and a last one without a line end.
std::string any_rows(std::mt19937& random) {
    const std::string kinds[] = {"a,b\n",      "\"x\ny\",\"\"\"\"\n", "\n",         "\r\n",
                                 "c\"d,e\r\n", "\"f\"g,h\n",          "\"\n\n\"\n", " \n"};
    std::string out;
    while (out.size() < 3 * chunk_bytes)
        out += kinds[random() % std::size(kinds)];
    return out + "end";
}

TEST(BatchRows, ChunksHoldEveryRowOnceWithItsPlace) {
    std::mt19937 random(4);
    for (const RowFormat format : {RowFormat::Csv, RowFormat::Lines}) {
        const std::string text = any_rows(random);
        Rows all(format, text, 1);
        Trickle stream(text);
        RowReader reader(stream, format, "in");
        std::string joined;
        std::uint64_t number = 0;
        std::size_t chunks = 0;
        for (RowChunk chunk; reader.next(chunk); ++chunks) {
            EXPECT_EQ(chunk.first_row, number + 1);
            Rows part(format, chunk.text, chunk.first_line);
            for (Row row, expected; part.next(row); ++number) {
                ASSERT_TRUE(all.next(expected));
                EXPECT_EQ(row.whole, expected.whole);
                EXPECT_EQ(row.line, expected.line);
            }
            EXPECT_EQ(chunk.first_row + chunk.rows, number + 1);
            joined += chunk.text;
            EXPECT_EQ(chunk.read_bytes, joined.size());
        }
        EXPECT_TRUE(joined == text);
        EXPECT_GE(chunks, 3U);
        EXPECT_FALSE(reader.error());
    }
}

TEST(BatchRows, HeaderAndMark) {
    const auto header = [](std::string_view text, std::uint64_t expected_line) {
        Trickle stream(text);
        RowReader reader(stream, RowFormat::Csv, "in");
        reader.head();
        std::uint64_t line = 0;
        std::string out = reader.header(line);
        EXPECT_EQ(line, expected_line);
        return out;
    };
    EXPECT_EQ(header("\xEF\xBB\xBF"
                     "a,b\nc,d\n",
                     1),
              "a,b\n");
    EXPECT_EQ(header("\r\n\n\"a\nb\",c\r\nd", 3), "\"a\nb\",c\r\n");
    EXPECT_EQ(header("a", 1), "a");
    EXPECT_EQ(header("", 0), "");
    EXPECT_EQ(header("\n\n", 2), "");
}

TEST(BatchRows, TooLongARowEndsIt) {
    std::string text = "a\nb\n\"" + std::string(row_bytes + 2 * chunk_bytes, 'x');
    Trickle stream(text);
    RowReader reader(stream, RowFormat::Csv, "in.csv");
    RowChunk chunk;
    while (reader.next(chunk)) {
    }
    ASSERT_TRUE(reader.error());
    EXPECT_EQ(reader.error()->reason_en,
              "the row that begins in line 3 has more than 16 MiB; is a quotation mark not closed?");
}

}  // namespace
}  // namespace tenet::compiler
