#include "compiler/lock.hpp"

#include "compiler/citations.hpp"
#include "compiler/load.hpp"
#include "compiler/paragraphs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace tenet::compiler {
namespace {

constexpr std::string_view lock_name = "sources.lock";
constexpr std::string_view first_line = "tenet sources 1";
constexpr std::size_t hash_digits = 64;
constexpr std::size_t lock_bytes = std::size_t{1} << 28U;  // room for as many lines as paragraphs are counted

bool is_hash(std::string_view text) {
    return text.size() == hash_digits && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

/// Takes what stands before the next blank off the front.
std::string_view next_word(std::string_view& line) {
    const std::size_t end = std::min(line.find(' '), line.size());
    const std::string_view word = line.substr(0, end);
    line.remove_prefix(std::min(end + 1, line.size()));
    return word;
}

/// Reads a lock that is loaded; it has to be what `lock_text` writes, so that no other reading of it is possible.
class LockReader {
  public:
    LockReader(const Sources& sources, std::uint32_t file, Diagnostics& diagnostics)
        : sources_(sources), file_(file), diagnostics_(diagnostics) {}

    std::optional<Lock> run() {
        const auto count = static_cast<std::uint32_t>(sources_.file(file_).line_starts.size());
        for (std::uint32_t number = 1; number <= count; ++number) {
            const std::string_view line = sources_.line(file_, number);
            if (number == count && line.empty() && number > 1) break;
            const Arg wrong = number == 1 ? wrong_first(line) : take(line);
            if (wrong.en.empty()) continue;
            const std::uint32_t begin = sources_.file(file_).line_starts[number - 1];
            const Span place{file_, begin, begin + static_cast<std::uint32_t>(line.size())};
            diagnostics_.report<D::LockMalformed>(place, wrong);
            return std::nullopt;
        }
        return std::move(lock_);
    }

  private:
    static Arg wrong_first(std::string_view line) {
        if (line == first_line) return "";
        return {fmt::format("the first line has to be `{}`", first_line),
                fmt::format("第一行应为 `{}`", first_line)};
    }

    /// Takes a line in; says what is wrong with it, if anything is.
    Arg take(std::string_view line) {
        const std::string id(next_word(line));
        const std::string_view digits = next_word(line);
        std::uint32_t number = 0;
        const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
        if (id.empty() || read.ptr != digits.data() + digits.size() || digits.empty() || !is_hash(line))
            return {"a line is the name of a source, the number of a paragraph and its 64 digits of SHA-256",
                    "每行是文件名称、段号和 64 位 SHA-256"};
        if (!lock_.sources.empty() && id < lock_.sources.rbegin()->first)
            return {"sources stand in the order of their names", "各文件应按名称的次序排列"};
        std::vector<std::string>& hashes = lock_.sources[id];
        if (number != hashes.size() + 1 || number > most_paragraphs)
            return {fmt::format("the next paragraph has to be {}", hashes.size() + 1),
                    fmt::format("这里应为第 {} 段", hashes.size() + 1)};
        hashes.emplace_back(line);
        return "";
    }

    const Sources& sources_;
    std::uint32_t file_;
    Diagnostics& diagnostics_;
    Lock lock_;
};

/// Reports the paragraphs that a source has not got.
void find_not_locked(const ast::Document& document, const std::vector<std::string>& hashes,
                     const std::vector<std::uint32_t>& paragraphs, const std::vector<Span>& places,
                     Diagnostics& diagnostics) {
    for (std::size_t i = 0; i < paragraphs.size(); ++i)
        if (paragraphs[i] > hashes.size())
            diagnostics.report<D::ParagraphNotLocked>(places[i], paragraphs[i], document.name.text,
                                                      hashes.size());
}

}  // namespace

const std::vector<std::string>* Lock::find(std::string_view source) const {
    const auto found = sources.find(std::string(source));
    return found == sources.end() ? nullptr : &found->second;
}

std::string lock_path(const std::string& policy) {
    return policy.substr(0, policy.rfind('/') + 1) + std::string(lock_name);
}

std::string lock_text(const Lock& lock) {
    std::string out = std::string(first_line) + "\n";
    for (const auto& [id, hashes] : lock.sources)
        for (std::size_t i = 0; i < hashes.size(); ++i)
            out += fmt::format("{} {} {}\n", id, i + 1, hashes[i]);
    return out;
}

std::optional<Lock> read_lock(FileSystem& files, const std::string& path, Span declared, Sources& sources,
                              Diagnostics& diagnostics) {
    if (!files.canonical(path)) return Lock{};
    WorldError error;
    const std::optional<std::uint32_t> file = load(files, path, sources, diagnostics, error, lock_bytes);
    if (!file && !error.reason_en.empty())
        diagnostics.report<D::LockUnread>(declared, path, Arg(error.reason_en, error.reason_zh));
    if (!file) return std::nullopt;
    return LockReader(sources, *file, diagnostics).run();
}

void check_locks(FileSystem& files, const ast::File& file, const Names& names, Sources& sources,
                 Diagnostics& diagnostics) {
    if (file.documents.empty()) return;
    std::map<std::string, std::optional<Lock>> locks;
    std::vector<const std::vector<std::string>*> hashes;
    for (const ast::Document& document : file.documents) {
        const std::string path = lock_path(sources.file(document.span.file).path);
        const auto [place, fresh] = locks.try_emplace(path);
        if (fresh) place->second = read_lock(files, path, document.name.span, sources, diagnostics);
        hashes.push_back(place->second ? place->second->find(document.name.id()) : nullptr);
    }
    const auto check = [&](std::uint32_t document, const auto& says) {
        if (hashes[document] != nullptr)
            find_not_locked(file.documents[document], *hashes[document], says.paragraphs, says.places,
                            diagnostics);
    };
    for (std::uint32_t i = 0; i < file.documents.size(); ++i)
        for (const ast::OutOfScope& line : file.documents[i].out_of_scope)
            check(i, line);
    for (const Citing& rule : citing_rules(file))
        for (const ast::Citation& citation : *rule.citations)
            if (const auto document = names.find_type(citation.source, ast::ItemKind::Document))
                check(*document, citation);
}

}  // namespace tenet::compiler
