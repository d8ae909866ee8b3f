#pragma once

#include "compiler/compile.hpp"
#include "compiler/emit_table.hpp"
#include "tenet/table_file.hpp"

#include <cstddef>
#include <cstring>
#include <string>
#include <vector>

/// Tables in memory that tests change byte by byte.
namespace tenet::testing {

/// A policy with something in every section of its table.
inline constexpr const char* table_policy = R"(policy club.join "Join the club"
as of applied_on
calendar cn
  covers 2023
  weekend saturday, sunday
  off 2023-01-02
choice level
  junior
  senior
choice step
  form
  fee
record exam
  level     : level or none
  passed_on : date
  score     : number with 2 decimals or none
fact applied_on : date
fact level      : level
fact levels     : set of level
fact referrals  : count 0..500 "letters"
fact paid       : yes/no
fact remark     : text or none
fact exams      : list of exam up to 20
output opens : date = applied_on + 30 working days in cn
output steps : list of step
  = form, fee when not paid
  = form otherwise
assume applied_on >= 2000-01-01 "{applied_on} is too early" zh "太早"
note "one note"
decide join "may join"
  require recent: any exam in exams where passed_on within 5y and exam.level = junior
  require referrals >= 4 or 3 with paid else "{actual} of {needed}"
    remedy later "come again" when paid
  require known: remark != "nobody" and senior in levels
  require every exam in exams has passed_on <= applied_on
)";

inline compiler::Compiled compiled_policy(const std::string& text) {
    compiler::MemoryFiles files;
    files.add("it.policy", text);
    return compiler::compile(files, "it.policy");
}

/// Bytes at a multiple of 8, no byte behind them.
class TableBytes {
  public:
    explicit TableBytes(const std::string& bytes) : words_((bytes.size() + 7) / 8), size_(bytes.size()) {
        if (!bytes.empty()) std::memcpy(words_.data(), bytes.data(), bytes.size());
    }

    std::byte* data() { return reinterpret_cast<std::byte*>(words_.data()); }
    std::uint64_t size() const { return size_; }
    OpenedTable open() { return open_table(data(), size_); }

    template <class N>
    void put(std::size_t at, N number) {
        std::memcpy(data() + at, &number, sizeof number);
    }
    /// Makes the checksum fit again.
    void seal() { put(offsetof(TableHeader, checksum), TableCheck::table_checksum(data(), size_)); }

    /// Where the entry of a section, and its first row, stand.
    std::size_t entry(TableSectionKind kind) const {
        return sizeof(TableHeader) + (static_cast<std::size_t>(kind) - 1) * sizeof(TableSection);
    }
    std::size_t rows(TableSectionKind kind) {
        return checksum::number_at<std::uint64_t>(data() + entry(kind) + offsetof(TableSection, offset));
    }

  private:
    std::vector<std::uint64_t> words_;
    std::uint64_t size_;
};

}  // namespace tenet::testing
