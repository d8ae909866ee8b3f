#include "compiler/cli_options.hpp"

#include "compiler/display.hpp"
#include "compiler/encoding.hpp"
#include "compiler/suggest.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <iterator>
#include <optional>
#include <span>

namespace tenet::compiler::cli {
namespace {

using Command = Request::Command;

constexpr std::string_view commands[] = {"check",  "eval", "test", "build", "batch",  "diff",
                                         "replay", "cite", "doc",  "fmt",   "explain"};
constexpr std::string_view options[] = {
    "--format", "--lang",       "--facts",    "--only",    "--filter", "--to",        "--output",
    "--dump",   "--help",       "--version",  "--check",   "--skin",   "--stdout",    "--from",
    "--source", "--update",     "--coverage", "--depfile", "--names",  "--out",       "--in",
    "--keep",   "--rejected",   "--jobs",     "--require", "--mutate", "--min-score", "--suggest",
    "--watch",  "--with-facts", "--git",      "--tries",   "--proved", "--population"};
constexpr std::string_view stages[] = {"ast", "types", "table", "program", "operators"};

/// A question at the end of a complaint, if something near is known.
Arg did_you_mean(std::string_view wanted, std::span<const std::string_view> known) {
    std::string_view near = suggest(wanted, known);
    if (near.empty()) return {"", ""};
    return {fmt::format("; did you mean `{}`?", near), fmt::format("；是不是 `{}`？", near)};
}

std::string listed(std::span<const std::string_view> words) {
    return fmt::format("`{}`", fmt::join(words, "`, `"));
}

/// The language, before anything else can go wrong.
Lang find_language(const std::vector<std::string>& arguments) {
    Lang lang = language_of_environment();
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        std::string_view word = arguments[i];
        std::string_view value;
        if (word == "--lang" && i + 1 < arguments.size()) value = arguments[i + 1];
        if (word.starts_with("--lang=")) value = word.substr(7);
        if (value == "zh") lang = Lang::Zh;
        if (value == "en") lang = Lang::En;
    }
    return lang;
}

/// The first word that is neither an option nor an option's value; end() if there is none.
std::vector<std::string>::iterator find_command(std::vector<std::string>& arguments) {
    auto word = arguments.begin();
    for (; word != arguments.end() && word->starts_with("-") && *word != "-"; ++word)
        if ((*word == "--lang" || *word == "--dump" || *word == "--format") &&
            std::next(word) != arguments.end())
            ++word;
    return word;
}

bool asks_for_dump(const std::vector<std::string>& arguments) {
    return std::any_of(arguments.begin(), arguments.end(),
                       [](const std::string& a) { return a == "--dump" || a.starts_with("--dump="); });
}

bool known(std::span<const std::string_view> words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// The parser of CLI11 with the places it writes to. It only takes the words apart; whether they make sense is
/// asked afterwards, so that all complaints come in both languages.
struct Parser {
    CLI::App app{"", "tenet"};
    Request request;
    std::string lang, format, tries;
    std::optional<std::string> jobs, required, score;
    std::vector<std::string> words;
    bool help = false, version = false;

    Parser() {
        app.set_help_flag();
        app.add_flag("-h,--help", help);
        app.add_flag("--version", version);
        app.add_option("--lang", lang);
        for (std::string_view name : commands) {
            CLI::App* command = app.add_subcommand(std::string(name));
            command->set_help_flag();
            command->fallthrough();
            command->add_option("words", words);
            if (name != "explain" && name != "fmt" && name != "doc" && name != "batch")
                command->add_option("--format", format);
            if (name == "fmt") {
                command->add_flag("--check", request.only_look);
                command->add_flag("--stdout", request.to_stdout);
                command->add_option("--skin", request.skin);
                command->add_option("--from", request.from);
            }
            if (name == "check") command->add_option("--dump", request.stage);
            if (name == "eval") {
                command->add_option("--facts", request.facts);
                command->add_flag("--with-facts", request.with_facts);
                command->add_option("--only", request.only)->expected(1)->take_all();
            }
            if (name == "batch") add_batch_options(*command);
            if (name == "diff") {
                command->add_option("--git", request.git);
                command->add_option("--only", request.only)->expected(1)->take_all();
                command->add_option("--tries", tries);
                command->add_flag("--proved", request.proved);
                command->add_option("--population", request.population);
                command->add_option("--from", request.from);
                command->add_option("--keep", request.keep)->expected(1)->take_all();
                command->add_option("--jobs", jobs);
            }
            if (name == "test") {
                command->add_option("--filter", request.filter);
                command->add_flag("--names", request.names);
                command->add_flag("--coverage", request.coverage);
                command->add_option("--require", required);
                command->add_flag("--suggest", request.suggest);
                command->add_flag("--watch", request.watch);
                command->add_flag("--mutate", request.mutate);
                command->add_option("--min-score", score);
                command->add_option("--jobs", jobs);
            }
            if (name == "cite") {
                command->add_option("--source", request.documents)->expected(1)->take_all();
                command->add_flag("--update", request.update);
                command->add_flag("--coverage", request.coverage);
            }
            if (name == "doc") {
                command->add_option("-o,--out,--output", request.out);
                command->add_option("--only", request.only)->expected(1)->take_all();
                command->add_flag("--coverage", request.coverage);
            }
            if (name == "build") {
                command->add_option("--to", request.target);
                command->add_option("-o,--output", request.out);
                command->add_option("--depfile", request.depfile);
            }
        }
    }

    void add_batch_options(CLI::App& command) {
        command.add_option("--in", request.in);
        command.add_option("-o,--out,--output", request.out);
        command.add_option("--from", request.from);
        command.add_option("--to", request.target);
        command.add_option("--only", request.only)->expected(1)->take_all();
        command.add_option("--keep", request.keep)->expected(1)->take_all();
        command.add_option("--rejected", request.rejected);
        command.add_option("--jobs", jobs);
    }
};

Arg quoted(std::string_view en, std::string_view zh, std::string_view word) {
    std::string shown = displayed(word.substr(0, 200));
    return {fmt::format(fmt::runtime(en), shown), fmt::format(fmt::runtime(zh), shown)};
}

Arg joined(const Arg& a, const Arg& b) { return {a.en + b.en, a.zh + b.zh}; }

/// Gives the texts of a value that is not one of those known.
Arg not_one_of(std::string_view option, std::string_view value, std::span<const std::string_view> words) {
    std::string shown = displayed(value.substr(0, 200));
    Arg text{fmt::format("{} takes {}, not `{}`", option, listed(words), shown),
             fmt::format("{} 只能是 {}，不能是 `{}`", option, listed(words), shown)};
    return joined(text, did_you_mean(value, words));
}

std::optional<Arg> check_fmt(const Request& request) {
    constexpr std::string_view skins[] = {"zh", "en"};
    if (!request.skin.empty() && !known(skins, request.skin))
        return not_one_of("--skin", request.skin, skins);
    if (!request.from.empty() && !known(encodings, request.from))
        return not_one_of("--from", request.from, encodings);
    if (request.only_look && request.to_stdout)
        return Arg("--check prints the names of files, --stdout their text: choose one",
                   "--check 打印文件名，--stdout 打印内容：只能用一个");
    const bool stdin_too = std::find(request.files.begin(), request.files.end(), "-") != request.files.end();
    if (request.files.size() > 1 && (request.to_stdout || stdin_too))
        return quoted("one file at a time goes to standard output: `{}` is one too many",
                      "写到标准输出时一次只能用一个文件：`{}` 多余", request.files[1]);
    if (stdin_too && request.only_look)
        return Arg("--check takes files, not standard input", "--check 只用于文件，不用于标准输入");
    return {};
}

std::optional<Arg> check_cite(const Request& request) {
    for (const std::string& each : request.documents) {
        const std::size_t sign = each.find('=');
        if (sign == std::string::npos || sign == 0 || sign + 1 == each.size())
            return quoted("--source takes NAME=FILE, the name of a source and a copy of it, not `{}`",
                          "--source 要写 名称=文件，即文件的名称和它的一份副本，不能是 `{}`", each);
    }
    if (request.coverage && (request.update || !request.documents.empty()))
        return Arg("--coverage reads policies and locks alone; leave out `--source` and `--update`",
                   "--coverage 只看政策和锁定文件，不与 `--source`、`--update` 同用");
    if (request.update && request.documents.empty())
        return Arg("which document should be locked? Add `--source NAME=FILE`",
                   "请用 `--source 名称=文件` 写明要锁定的文件");
    return {};
}

std::optional<Arg> check_replay(const Request& request) {
    if (request.files.size() < 2)
        return Arg("replay takes a log and a policy: `tenet replay LOG POLICY`",
                   "replay 要写记录和政策：`tenet replay 记录 政策`");
    if (request.files.size() > 2)
        return quoted("one log and one policy at a time: `{}` is one too many",
                      "一次只能用一份记录和一个政策：`{}` 多余", request.files[2]);
    if (request.files[0] == "-" && request.files[1] == "-")
        return Arg("the log and the policy cannot both be standard input", "记录和政策不能都取自标准输入");
    return {};
}

/// The format of rows that a file's name tells.
std::string_view format_of_name(std::string_view path) {
    if (path.ends_with(".csv") || path.ends_with(".CSV")) return "csv";
    if (path.ends_with(".jsonl") || path.ends_with(".ndjson")) return "jsonl";
    return {};
}

/// Fills in a format that is not given, by the name of the file; says so if that does not tell it.
std::optional<Arg> find_format(std::string_view option, std::string_view path, std::string& format) {
    constexpr std::string_view formats[] = {"csv", "jsonl"};
    if (!format.empty() && !known(formats, format)) return not_one_of(option, format, formats);
    if (format.empty()) format = format_of_name(path);
    if (!format.empty()) return {};
    const std::string shown = displayed(path.substr(0, 200));
    return Arg(
        fmt::format("`{0}` ends neither in .csv nor in .jsonl; add `{1} csv` or `{1} jsonl`", shown, option),
        fmt::format("`{0}` 的名称不以 .csv 或 .jsonl 结尾；请加上 `{1} csv` 或 `{1} jsonl`", shown, option));
}

std::optional<unsigned> whole_number(std::string_view text, unsigned least, unsigned most) {
    unsigned number = 0;
    const char* const end = text.data() + text.size();
    const auto [read, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || read != end || number < least || number > most) return std::nullopt;
    return number;
}

std::optional<Arg> check_jobs(Parser& parser) {
    constexpr unsigned most_jobs = 256;
    if (!parser.jobs) return {};
    const std::optional<unsigned> jobs = whole_number(*parser.jobs, 1, most_jobs);
    if (!jobs)
        return quoted("--jobs takes a whole number from 1 to 256, not `{}`",
                      "--jobs 要写 1 至 256 的整数，不能是 `{}`", *parser.jobs);
    parser.request.jobs = *jobs;
    return {};
}

std::optional<Arg> check_batch(Parser& parser) {
    Request& request = parser.request;
    if (request.in.empty())
        return Arg("which applicants? Add `--in FILE`, or `--in -` for standard input",
                   "请用 `--in 文件` 写明申请人，`--in -` 表示标准输入");
    if (request.out.empty())
        return Arg("where should the results go? Add `--out FILE`, or `--out -` for standard output",
                   "请用 `--out 文件` 写明结果写到哪里，`--out -` 表示标准输出");
    if (request.in == "-" && request.files[0] == "-")
        return Arg("the policy and the applicants cannot both be standard input",
                   "政策和申请人不能都取自标准输入");
    if (request.rejected == "-")
        return Arg("--rejected takes a file: standard output is for results",
                   "--rejected 要写文件：标准输出用于结果");
    if (std::optional<Arg> complaint = find_format("--from", request.in, request.from)) return complaint;
    if (request.out == "-" && request.target.empty()) request.target = request.from;
    if (std::optional<Arg> complaint = find_format("--to", request.out, request.target)) return complaint;
    return check_jobs(parser);
}

/// A number of hundredths behind an option that means something else too; complains of any other word.
std::optional<Arg> check_percent(std::string_view option, const std::optional<std::string>& text,
                                 std::optional<unsigned>& percent, bool& asked) {
    if (!text) return {};
    percent = whole_number(*text, 0, 100);
    asked = true;
    if (percent) return {};
    const std::string shown = displayed(std::string_view(*text).substr(0, 200));
    return Arg(fmt::format("{} takes a whole number from 0 to 100, not `{}`", option, shown),
               fmt::format("{} 要写 0 至 100 的整数，不能是 `{}`", option, shown));
}

std::optional<Arg> check_test(Parser& parser) {
    Request& request = parser.request;
    if (std::optional<Arg> complaint =
            check_percent("--require", parser.required, request.required, request.coverage))
        return complaint;
    if (std::optional<Arg> complaint =
            check_percent("--min-score", parser.score, request.least_score, request.mutate))
        return complaint;
    if (request.watch && (request.suggest || request.format != Format::Text))
        return Arg("--watch prints texts for people; leave out `--suggest` and `--format`",
                   "--watch 只打印供人阅读的文字，不与 `--suggest`、`--format` 同用");
    const bool stdin_too = std::find(request.files.begin(), request.files.end(), "-") != request.files.end();
    if (stdin_too && (request.watch || request.suggest)) {
        const char* const option = request.watch ? "--watch" : "--suggest";
        return Arg(fmt::format("{} takes files, not standard input", option),
                   fmt::format("{} 只用于文件，不用于标准输入", option));
    }
    return check_jobs(parser);
}

std::optional<Arg> check_population(Parser& parser) {
    Request& request = parser.request;
    if (request.population.empty()) {
        if (request.from.empty() && request.keep.empty() && !parser.jobs) return {};
        return Arg("--from, --keep and --jobs are of a population: add `--population FILE`",
                   "--from、--keep、--jobs 用于人群：请加上 `--population 文件`");
    }
    if (request.files.size() > 2 || (!request.git.empty() && request.files.size() > 1))
        return Arg("--population is for one policy at a time", "--population 一次只用于一个政策");
    if (request.population == "-" &&
        std::find(request.files.begin(), request.files.end(), "-") != request.files.end())
        return Arg("the policy and the applicants cannot both be standard input",
                   "政策和申请人不能都取自标准输入");
    if (std::optional<Arg> complaint = find_format("--from", request.population, request.from))
        return complaint;
    return check_jobs(parser);
}

std::optional<Arg> check_diff(Parser& parser) {
    Request& request = parser.request;
    if (request.git.empty() && request.files.size() == 1)
        return Arg(
            "what should it be compared with? Write `tenet diff OLD NEW`, or `tenet diff --git REVISION PATH`",
            "请写明与什么比较：`tenet diff 旧 新`，或 `tenet diff --git 版本 路径`");
    if (request.git.empty() && request.files.size() > 2)
        return quoted("two versions are compared: `{}` is one too many", "一次比较两个版本：`{}` 多余",
                      request.files[2]);
    if (request.git.empty() && request.files[0] == "-" && request.files[1] == "-")
        return Arg("the two versions cannot both be standard input", "两个版本不能都取自标准输入");
    if (!request.git.empty() &&
        std::find(request.files.begin(), request.files.end(), "-") != request.files.end())
        return Arg("--git compares files, not standard input", "--git 用于文件，不用于标准输入");
    if (std::optional<Arg> complaint = check_population(parser)) return complaint;
    if (parser.tries.empty()) return {};
    const std::optional<unsigned> tries = whole_number(parser.tries, 1, 10'000'000);
    if (!tries)
        return quoted("--tries takes a whole number from 1 to 10000000, not `{}`",
                      "--tries 要写 1 至 10000000 的整数，不能是 `{}`", parser.tries);
    request.tries = *tries;
    return {};
}

std::optional<Arg> check_words(Parser& parser, std::string_view command) {
    Request& request = parser.request;
    constexpr std::string_view formats[] = {"text", "json"};
    constexpr std::string_view languages[] = {"zh", "en"};
    constexpr std::string_view targets[] = {"cpp", "json", "table", "static_assert", "gtest"};
    if (!parser.lang.empty() && !known(languages, parser.lang))
        return not_one_of("--lang", parser.lang, languages);
    constexpr std::string_view formats_of_tests[] = {"text", "json", "junit"};
    const std::span<const std::string_view> allowed =
        command == "test" ? std::span<const std::string_view>(formats_of_tests) : formats;
    if (!parser.format.empty() && !known(allowed, parser.format))
        return not_one_of("--format", parser.format, allowed);
    request.format = parser.format == "json"    ? Format::Json
                     : parser.format == "junit" ? Format::Junit
                                                : Format::Text;
    request.files = parser.words;
    if (!request.stage.empty()) {
        if (!known(stages, request.stage)) return not_one_of("--dump", request.stage, stages);
        request.command = Command::Dump;
        bool one = request.stage == "operators" ? request.files.empty() : request.files.size() == 1;
        if (!one)
            return Arg("--dump shows one policy file (and `operators` none)",
                       "--dump 一次显示一个政策文件（`operators` 不带文件）");
        return {};
    }
    if (command == "explain") {
        if (parser.words.size() != 1)
            return Arg("explain needs one code, for example `tenet explain T0203`",
                       "explain 后面要写一个编号，例如 `tenet explain T0203`");
        request.code = parser.words.front();
        return {};
    }
    if (request.files.empty()) return Arg("which policy? Name its file", "请写明政策文件");
    if (command == "check" || command == "doc") return {};
    if (command == "test") return check_test(parser);
    if (command == "fmt") return check_fmt(request);
    if (command == "replay") return check_replay(request);
    if (command == "diff") return check_diff(parser);
    if (request.files.size() > 1 && command == "eval" && request.facts.empty())
        return quoted("the facts go behind `--facts`: `tenet eval POLICY --facts {}`",
                      "事实文件写在 `--facts` 之后：`tenet eval 政策 --facts {}`", request.files[1]);
    if (request.files.size() > 1)
        return quoted("one policy at a time: `{}` is one too many", "一次只能用一个政策：`{}` 多余",
                      request.files[1]);
    if (command == "eval") {
        if (request.facts.empty())
            return Arg("which applicants? Add `--facts FILE`, or `--facts -` for standard input",
                       "请用 `--facts 文件` 写明申请人的事实，`--facts -` 表示标准输入");
        if (request.with_facts && request.format != Format::Json)
            return Arg("--with-facts is for JSON: add `--format json`",
                       "--with-facts 只用于 JSON：请加上 `--format json`");
        if (request.facts == "-" && request.files[0] == "-")
            return Arg("the policy and the facts cannot both be standard input",
                       "政策和事实不能都取自标准输入");
        return {};
    }
    if (command == "cite") return check_cite(request);
    if (command == "batch") return check_batch(parser);
    if (request.target.empty())
        return Arg(
            "what should be built? Add `--to cpp`, `--to json`, `--to table`, `--to static_assert` or `--to gtest`",
            "请用 `--to cpp`、`--to json`、`--to table`、`--to static_assert` 或 `--to gtest` 写明要生成什么");
    if (!known(targets, request.target)) return not_one_of("--to", request.target, targets);
    if (request.out.empty())
        return Arg("where should it be written? Add `-o FILE`", "请用 `-o 文件` 写明写到哪里");
    if ((request.out == "-" || request.depfile == "-") && !request.depfile.empty())
        return Arg("--depfile says what a file is made of: name that file with `-o FILE`",
                   "--depfile 说明生成的文件取自哪些文件：请用 `-o 文件` 写明生成的文件");
    return {};
}

Command command_of(std::string_view name) {
    if (name == "eval") return Command::Eval;
    if (name == "test") return Command::Test;
    if (name == "build") return Command::Build;
    if (name == "batch") return Command::Batch;
    if (name == "replay") return Command::Replay;
    if (name == "diff") return Command::Diff;
    if (name == "cite") return Command::Cite;
    if (name == "doc") return Command::Doc;
    if (name == "explain") return Command::Explain;
    if (name == "fmt") return Command::Fmt;
    return Command::Check;
}

Arg unknown_option(std::string_view word) {
    std::string_view name = word.substr(0, word.find('='));
    return joined(quoted("there is no option `{}` here", "这里没有选项 `{}`", name),
                  did_you_mean(name, options));
}

/// Lets CLI11 take the words apart; says what it could not take.
std::optional<Arg> take_apart(Parser& parser, std::vector<std::string> arguments) {
    std::reverse(arguments.begin(), arguments.end());  // CLI11 takes them from the back
    try {
        parser.app.parse(std::move(arguments));
    } catch (const CLI::ExtrasError&) {
        std::vector<std::string> rest = parser.app.remaining(true);
        return unknown_option(rest.empty() ? "" : rest.front());
    } catch (const CLI::ParseError& error) {
        std::string what = error.what();
        std::string name = what.substr(0, what.find(':'));
        return quoted("{} needs one value", "{} 后面要写一个值", name);
    }
    return {};
}

}  // namespace

Lang language_of_environment() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): before any thread
        if (value != nullptr && *value != '\0')
            return std::string_view(value).starts_with("zh") ? Lang::Zh : Lang::En;
    }
    return Lang::En;
}

Reading read_arguments(std::vector<std::string> arguments) {
    Reading out;
    out.lang = find_language(arguments);
    auto word = find_command(arguments);
    std::string name = word == arguments.end() ? "" : *word;
    if (!known(commands, name)) {
        if (asks_for_dump(arguments)) {
            name = "check";
            arguments.insert(arguments.begin(), name);
        } else if (!name.empty()) {
            out.complaint = joined(quoted("there is no command `{}`", "没有命令 `{}`", name),
                                   did_you_mean(name, commands));
            return out;
        }
    }
    Parser parser;
    out.complaint = take_apart(parser, std::move(arguments));
    if (out.complaint) return out;
    if (parser.version) {
        out.print = "tenet " TENET_VERSION "\n";
        return out;
    }
    if (parser.help) {
        out.print = help_text(name, out.lang);
        return out;
    }
    if (name.empty()) {
        out.complaint =
            Arg("which command? `tenet --help` lists them", "请写明命令；`tenet --help` 列出全部命令");
        return out;
    }
    parser.request.command = command_of(name);
    out.complaint = check_words(parser, name);
    parser.request.lang = out.lang;
    if (!out.complaint) out.request = std::move(parser.request);
    return out;
}

}  // namespace tenet::compiler::cli
