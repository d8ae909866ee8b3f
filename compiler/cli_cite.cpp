#include "compiler/align.hpp"
#include "compiler/cite_report.hpp"
#include "compiler/cli.hpp"
#include "compiler/display.hpp"
#include "compiler/json_writer.hpp"
#include "compiler/ledger.hpp"
#include "compiler/lock.hpp"
#include "compiler/paragraphs.hpp"
#include "compiler/policy_set.hpp"
#include "compiler/suggest.hpp"
#include "compiler/write_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenet::compiler::cli {
namespace {

/// A copy of a source's document.
struct Copy {
    std::string path;
    std::vector<std::string> hashes;
};

/// By the place of the source among all.
using Copies = std::map<std::size_t, Copy>;

std::string named_sources(const std::vector<LedgerSource>& sources) {
    std::string out;
    for (const LedgerSource& each : sources)
        out += fmt::format("{}`{}`", out.empty() ? "" : ", ", displayed(each.name));
    return out;
}

Arg no_such_source(const std::vector<LedgerSource>& sources, std::string_view name) {
    std::vector<std::string_view> known;
    for (const LedgerSource& each : sources)
        known.insert(known.end(), {each.id, each.name});
    const std::string given = displayed(name.substr(0, 200));
    const std::string_view near = suggest(name, known);
    if (!near.empty())
        return {fmt::format("--source: no source `{}` is declared; did you mean `{}`?", given, near),
                fmt::format("--source：没有声明过文件 `{}`；是不是 `{}`？", given, near)};
    return {fmt::format("--source: no source `{}` is declared; there are {}", given, named_sources(sources)),
            fmt::format("--source：没有声明过文件 `{}`；声明过的有 {}", given, named_sources(sources))};
}

/// The source that is called so, or what to say where none is, or several are.
std::optional<Arg> find_source(const std::vector<LedgerSource>& sources, std::string_view name,
                               std::size_t& found) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < sources.size(); ++i)
        if (is_called(sources[i], name)) found = i, ++count;
    if (count == 1) return {};
    if (count == 0) return no_such_source(sources, name);
    return Arg(
        fmt::format(
            "--source: {} files declare a source `{}`; name the one that is meant instead of the folder",
            count, displayed(name)),
        fmt::format("--source：有 {} 个政策文件声明了 `{}`；请写其中一个政策文件，不写文件夹", count,
                    displayed(name)));
}

/// Reads the copies that are named as NAME=FILE; false after a complaint.
bool read_copies(const Request& request, Console& console, const std::vector<LedgerSource>& sources,
                 Copies& copies) {
    for (const std::string& each : request.documents) {
        const std::size_t sign = each.find('=');
        std::size_t found = 0;
        if (const std::optional<Arg> complaint = find_source(sources, each.substr(0, sign), found)) {
            complain(console, request.lang, *complaint);
            return false;
        }
        const std::string path = each.substr(sign + 1);
        Result<std::vector<std::string>> hashes = paragraph_hashes(console.files, path);
        if (!hashes) {
            complain(console, request.lang, hashes.error);
            return false;
        }
        if (!copies.try_emplace(found, Copy{path, std::move(*hashes.value)}).second) {
            complain(console, request.lang,
                     Arg("--source: the same source is named twice", "--source：同一份文件写了两次"));
            return false;
        }
    }
    return true;
}

SourceCheck check_of(const std::vector<LedgerSource>& sources, std::size_t index, const Copies& copies) {
    SourceCheck out;
    out.source = &sources[index];
    const auto copy = copies.find(index);
    if (copy == copies.end()) return out;
    out.document = copy->second.path;
    out.paragraphs_now = static_cast<std::uint32_t>(copy->second.hashes.size());
    if (out.source->hashes) out.compared = align(*out.source->hashes, copy->second.hashes);
    return out;
}

/// Says what there is to say of the sources that were asked for, all if none was; gives the exit status.
int tell_checks(const Request& request, Console& console, const std::vector<LedgerSource>& sources,
                const Copies& copies) {
    int status = done;
    JsonWriter json(true);
    json.begin_object();
    json.key("sources");
    json.begin_array();
    for (std::size_t i = 0; i < sources.size(); ++i) {
        if (!copies.empty() && !copies.contains(i)) continue;
        const SourceCheck check = check_of(sources, i, copies);
        const bool first_lock = request.update && !check.source->hashes;  // there is nothing to compare with
        if (first_lock && request.format == Format::Text) continue;
        if (!check.clean()) status = policy_is_wrong;
        if (request.format == Format::Json)
            write_check(json, check, request.lang);
        else
            console.out.write(check_text(check, request.lang));
    }
    json.end_array();
    json.end_object();
    if (request.format == Format::Json) console.out.write(json.written() + "\n");
    return status;
}

int tell_coverage(const Request& request, Console& console, const std::vector<LedgerSource>& sources) {
    int status = done;
    JsonWriter json(true);
    json.begin_object();
    json.key("sources");
    json.begin_array();
    for (const LedgerSource& source : sources) {
        if (!source.hashes || !source.left_over().empty() || !source.not_in_lock().empty())
            status = policy_is_wrong;
        if (request.format == Format::Json)
            write_coverage(json, source, request.lang);
        else
            console.out.write(coverage_text(source, request.lang));
    }
    json.end_array();
    json.end_object();
    if (request.format == Format::Json) console.out.write(json.written() + "\n");
    return status;
}

/// Writes the locks anew with the copies, all or none.
int update(const Request& request, Console& console, const std::vector<LedgerSource>& sources,
           const Copies& copies) {
    std::map<std::string, Lock> locks;
    for (const auto& [index, copy] : copies) {
        const std::string& path = sources[index].lock;
        if (!locks.contains(path)) {
            Sources texts;
            Diagnostics ignored;  // the ledger has read it, and said what was wrong with it
            std::optional<Lock> lock = read_lock(console.files, path, {}, texts, ignored);
            locks[path] = lock ? std::move(*lock) : Lock{};
        }
        locks[path].sources[sources[index].id] = copy.hashes;
    }
    std::vector<FileText> files;
    for (const auto& [path, lock] : locks)
        files.push_back({path, lock_text(lock)});
    if (const std::optional<WorldError> error = write_files(files)) {
        complain(console, request.lang, *error);
        return world_is_wrong;
    }
    tell_checks(request, console, sources, copies);
    if (request.format == Format::Json) return done;
    for (const FileText& file : files)
        console.out.write(request.lang == Lang::Zh ? fmt::format("已写入 {}\n", displayed(file.path))
                                                   : fmt::format("written: {}\n", displayed(file.path)));
    return done;
}

}  // namespace

int cite(const Request& request, Console& console) {
    // Locks are held against the documents here, and may be about to change.
    PolicySet set = compile_path(console.files, request.files.front(), Locks::Ignored);
    if (const int status = report(set, request.lang, console); status != done) return status;
    const std::vector<LedgerSource> sources = ledger(console.files, set);
    if (set.diagnostics.has_errors()) {
        console.err.write(render_text(set.diagnostics, *set.sources, request.lang));
        return policy_is_wrong;
    }
    if (sources.empty()) {
        complain(console, request.lang,
                 Arg("no policy here declares a source: `source NAME \"title\"`",
                     "这里的政策没有声明引用的文件：`文件 名称 \"标题\"`"));
        return world_is_wrong;
    }
    if (request.coverage) return tell_coverage(request, console, sources);
    Copies copies;
    if (!read_copies(request, console, sources, copies)) return world_is_wrong;
    return request.update ? update(request, console, sources, copies)
                          : tell_checks(request, console, sources, copies);
}

}  // namespace tenet::compiler::cli
