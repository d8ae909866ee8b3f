#include "batch_fixture.hpp"

#include <algorithm>
#include <sys/resource.h>

namespace tenet::testing {
namespace {

const std::string upgrade = source_folder + "/policies/ccaa/upgrade_to_auditor.policy";

TEST_F(Batch, ARowForEachApplicantAndASummary) {
    write("in.csv", header + good + "2023-05-01,2018-04-30,3,\n" + "2023-05-01,,4,no\n");
    const Ran ran = batch("in.csv", "out.csv");
    EXPECT_EQ(ran.status, 0);
    EXPECT_EQ(ran.out, "");
    EXPECT_EQ(ran.err, "3 rows, 0 refused\n"
                       "eligible: eligible 1, ineligible 1, undetermined 1\n");
    EXPECT_EQ(read("out.csv"), result_header + "1,eligible,,,\n"
                                               "2,ineligible,exam,extension,\n"
                                               "3,undetermined,,exam,\n");
    EXPECT_EQ(files(), 2U) << "nothing is rejected, and nothing is left over";
    EXPECT_EQ(batch("in.csv", "out.csv", {"--lang", "zh"}).err,
              "共 3 行，0 行未作判定\n"
              "eligible：符合条件 1，不符合条件 1，待定 1\n");
}

TEST_F(Batch, ReadsWhatSpreadsheetsWrite) {
    const std::string rows = "2023-05-01,2021-03-15,4,否\r\n"
                             "2023-05-01,无,4,TRUE\r\n"
                             "\"2023-05-01\",none,\"4\",\"yes\"\r\n"
                             "\r\n"
                             "2023-05-01,,,";
    const std::string mark = "\xEF\xBB\xBF";
    const std::string expected = "1,eligible,,,\n2,ineligible,exam,,\n3,ineligible,exam,,\n"
                                 "4,undetermined,,exam;audits;extension,\n";
    EXPECT_EQ(piped("applied_on,exam,audits,extension\r\n" + rows).out, result_header + expected);
    EXPECT_EQ(piped(mark + "applied_on,exam,audits,extension\r\n" + rows).out,
              mark + result_header + expected)
        << "who wrote the mark needs it to read the results";
    write("zh.csv", "申请日期,exam,审核次数,扩展条款\r\n" + rows);
    EXPECT_EQ(batch("zh.csv", "out.csv", {}, auditor_zh).status, 0);
    EXPECT_EQ(read("out.csv"), result_header + expected);
}

TEST_F(Batch, QuotedCellsHoldLineEndsCommasAndQuotes) {
    const std::string in = "applied_on,\"note\",exam,audits,extension\n"
                           "2023-05-01,\"one, \"\"two\"\"\nthree\",2021-03-15,4,no\n"
                           "2023-05-01,plain,2021-03-15,3x,no\n";
    const Ran ran = piped(in, {"--keep", "note"});
    EXPECT_EQ(ran.out, "row,note,eligible,eligible.failed,eligible.missing,eligible.remedies\n"
                       "1,\"one, \"\"two\"\"\nthree\",eligible,,,\n");
    EXPECT_TRUE(has(ran.err, "standard input:4:29: error[T0435]: `audits`")) << ran.err;
    EXPECT_EQ(ran.status, 2);
}

TEST_F(Batch, UnknownColumnsAreNamedAndKeptOnesCarriedThrough) {
    const std::string in = "staff_no,applied_on,exams,audits,extension\nA-1,2023-05-01,2021-03-15,4,no\n";
    write("in.csv", in);
    Ran ran = batch("in.csv", "out.csv");
    EXPECT_EQ(ran.status, 2);
    EXPECT_TRUE(has(ran.err, "in.csv:1:1: error[T0430]: a column is called `staff_no`")) << ran.err;
    EXPECT_TRUE(has(ran.err, "did you mean `exam`?")) << ran.err;
    EXPECT_EQ(files(), 1U);
    ran = batch("in.csv", "out.csv", {"--keep", "exams,staff_no"});
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_EQ(lines_of(read("out.csv"))[1], "1,2021-03-15,A-1,undetermined,,exam,");
    ran = batch("in.csv", "out.csv", {"--keep", "exams", "--keep", "staff_on"});
    EXPECT_TRUE(has(ran.err, "--keep: the input has no column `staff_on`; did you mean `staff_no`?") &&
                has(ran.err, "T0430"))
        << ran.err;
    EXPECT_EQ(ran.status, 2);
    ran = batch("in.csv", "out.jsonl", {"--keep", "exams,staff_no"});
    const Json line = Json::parse(read("out.jsonl"));
    EXPECT_EQ(line["row"], 1);
    EXPECT_EQ(line["kept"].dump(), R"({"exams":"2021-03-15","staff_no":"A-1"})");
    write("in.csv", "row," + header + "1," + good);
    EXPECT_TRUE(has(batch("in.csv", "out.csv", {"--keep", "row"}).err, "a column `row` of their own"));
}

TEST_F(Batch, BadRowsAreToldAndKeptAsideAsTheyStand) {
    const std::string bad[] = {"2023-05-01,2021-03-15,4\r\n",
                               "2023-02-30,\"none\",4,no\n",
                               "2023-05-01,2021-03-15,4,no,no\n",
                               "2023-05-01,3/15/2021,4,no\n",
                               "2023-05-01,a\"b,4,no\n",
                               "2023-05-01,2021-03-15,many,no\n",
                               ",,,\"maybe\n\"\n"};
    std::string in = header, rejected = header;
    for (const std::string& row : bad) {
        in += row + good;
        rejected += row;
    }
    write("in.csv", in);
    Ran ran = batch("in.csv", "out.csv");
    EXPECT_EQ(ran.status, 2);
    EXPECT_EQ(read("out.csv.rejected"), rejected);
    EXPECT_EQ(lines_of(read("out.csv")).size(), 8U);
    EXPECT_TRUE(has(read("out.csv"), "\n14,eligible,,,\n") && has(read("out.csv"), "\n2,eligible,,,\n"));
    EXPECT_TRUE(has(ran.err, "in.csv:2:1: error[T0432]")) << ran.err;
    EXPECT_TRUE(has(ran.err, "in.csv:4:1: error[T0413]")) << ran.err;
    EXPECT_FALSE(has(ran.err, "many")) << "only the first five are told in full";
    EXPECT_TRUE(has(ran.err, "… 2 more rows refused\n14 rows, 7 refused and kept in `")) << ran.err;

    // Once they are mended they are a population of their own.
    ran = batch("out.csv.rejected", "again.csv", {"--from", "csv", "--rejected", path("r.csv")});
    EXPECT_EQ(read("r.csv"), rejected);
    EXPECT_TRUE(has(batch("out.csv.rejected", "out.csv", {"--from", "csv"}).err,
                    "--rejected names the input itself"));

    write("in.csv", header + good);
    ran = batch("in.csv", "out.csv");
    EXPECT_EQ(ran.status, 0);
    EXPECT_TRUE(has(ran.err, "no row was refused this time; the older `")) << ran.err;
    EXPECT_TRUE(has(ran.err, "out.csv.rejected` was left as it is and may be deleted")) << ran.err;
    EXPECT_EQ(read("out.csv.rejected"), rejected);
}

TEST_F(Batch, AssumesRefuseARowLikewise) {
    const std::string policy = write("p.policy", "policy p\nas of day\nfact day : date\nfact born : date\n"
                                                 "assume born <= day \"born after the day\"\n"
                                                 "decide adult\n  require born lasts 200y or born <= day\n");
    const std::string in = "day,born\n2023-05-01,2000-01-01\n2023-05-01,2024-01-01\n";
    write("in.csv", in);
    const Ran ran = batch("in.csv", "out.csv", {}, policy);
    EXPECT_EQ(ran.status, 2) << ran.err;
    EXPECT_TRUE(
        has(ran.err, "in.csv:3:1: error[T0424]: refused, the facts contradict one another: born after"))
        << ran.err;
    EXPECT_EQ(read("out.csv.rejected"), "day,born\n2023-05-01,2024-01-01\n");
    EXPECT_EQ(lines_of(read("out.csv")).size(), 2U);
    batch("in.csv", "out.jsonl", {}, policy);
    const Strings lines = lines_of(read("out.jsonl"));
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(Json::parse(lines[1])["row"], 2);
    EXPECT_EQ(Json::parse(lines[1])["refused"]["code"], "T0424");
}

TEST_F(Batch, OtherEncodingsAreRefusedWhole) {
    const std::string gbk = "\xC9\xEA\xC7\xEB\xC8\xD5\xC6\xDA";  // 申请日期
    write("gbk.csv", gbk + ",exam\n2023-05-01,none\n");
    Ran ran = batch("gbk.csv", "out.csv", {}, auditor_zh);
    EXPECT_EQ(ran.status, 2);
    EXPECT_TRUE(has(ran.err, "gbk.csv:1:1: error[T0437]: the file is not UTF-8 (line 1, it looks like GBK)"))
        << ran.err;
    // Far behind rows that are right: by then some of the results are written, and go again.
    write("late.csv",
          "note," + header + std::string("x,") + good + std::string(40000, '\n') + gbk + "," + good);
    write("out.csv", "as it was");
    ran = batch("late.csv", "out.csv", {"--keep", "note"});
    EXPECT_EQ(ran.status, 2);
    EXPECT_TRUE(has(ran.err, "(line 40003, it looks like GBK)")) << ran.err;
    EXPECT_EQ(read("out.csv"), "as it was");
    write("utf16.csv", std::string("\xFF\xFE"
                                   "a\0,\0b\0\n\0",
                                   10));
    EXPECT_TRUE(has(batch("utf16.csv", "out.csv").err, "(it looks like UTF-16)"));
    EXPECT_EQ(files(), 4U);
}

TEST_F(Batch, JsonLinesInAndOut) {
    const std::string in =
        "{\"applied_on\": \"2023-05-01\", \"exam\": null, \"audits\": 4, \"id\": 12345678901234567890123}\n"
        "\n"
        "{\"applied_on\": \"2023-05-01\", \"audits\": 4.5}\n"
        "{\"applied_on\": \"2023-05-01\"\n"
        "3\n"
        "{\"id\": \"\\u4e59\", \"exam\": \"2021-03-15\"}";
    write("in.jsonl", in);
    Ran ran = batch("in.jsonl", "out.jsonl", {"--keep", "id"});
    EXPECT_EQ(ran.status, 2);
    const Strings out = lines_of(read("out.jsonl"));
    ASSERT_EQ(out.size(), 5U);
    EXPECT_TRUE(
        out[0].starts_with("{\"row\":1,\"kept\":{\"id\":12345678901234567890123},\"policy\":\"auditor\""))
        << out[0];
    EXPECT_EQ(Json::parse(out[1])["refused"]["line"], 3);
    EXPECT_EQ(Json::parse(out[3])["refused"]["code"], "T0403");
    EXPECT_EQ(read("out.jsonl.rejected"), "{\"applied_on\": \"2023-05-01\", \"audits\": 4.5}\n"
                                          "{\"applied_on\": \"2023-05-01\"\n3\n");
    EXPECT_EQ(batch("in.jsonl", "out.csv", {"--keep", "id"}).status, 2);
    EXPECT_EQ(read("out.csv"), "row,id,eligible,eligible.failed,eligible.missing,eligible.remedies\n"
                               "1,12345678901234567890123,ineligible,exam,,\n"
                               "5,乙,undetermined,,applied_on;audits;extension,\n");
}

/// Lines without the number of the row that they begin with.
std::string without_numbers(const std::string& text) {
    std::string out;
    for (const std::string& line : lines_of(text))
        out += "{" + line.substr(line.find(',') + 1) + "\n";
    return out;
}

TEST_F(Batch, SaysWhatEvalSays) {
    for (const std::string& policy : {auditor, auditor_zh}) {
        Applicants rows, objects;
        std::string csv = header, jsonl;
        for (int i = 0; i < 3000; ++i) {
            csv += rows.row();
            jsonl += objects.object();
        }
        write("in.csv", csv);
        write("in.jsonl", jsonl);
        const Ran eval = tenet({"eval", policy, "--facts", path("in.jsonl"), "--format", "json"});
        ASSERT_EQ(eval.status, 0) << eval.err;
        EXPECT_EQ(batch("in.csv", "csv.jsonl", {}, policy).status, 0);
        EXPECT_EQ(batch("in.jsonl", "jsonl.jsonl", {}, policy).status, 0);
        EXPECT_EQ(without_numbers(read("csv.jsonl")), eval.out);
        EXPECT_EQ(read("jsonl.jsonl"), read("csv.jsonl"));
        EXPECT_EQ(batch("in.csv", "csv.csv", {}, policy).status, 0);
        EXPECT_EQ(batch("in.jsonl", "jsonl.csv", {}, policy).status, 0);
        EXPECT_EQ(read("csv.csv"), read("jsonl.csv"));
    }
}

std::string joined(const Json& names) {
    std::string out;
    for (const Json& name : names)
        out += (out.empty() ? "" : ";") + name.get<std::string>();
    return out;
}

/// The row of CSV that a result of `eval` comes to; no cell of it needs quotation marks.
std::string row_of(std::size_t number, const Json& result) {
    std::string out = std::to_string(number);
    for (const auto& [name, decision] : result["decisions"].items()) {
        Json failed = Json::array();
        for (const Json& requirement : decision["requirements"])
            if (requirement["status"] == "failed") failed.push_back(requirement["id"]);
        out += "," + decision["verdict"].get<std::string>() + "," + joined(failed) + "," +
               joined(decision["missing"]) + "," + joined(decision["remedies"]);
    }
    for (const auto& [name, value] : result["outputs"].items())
        out += "," + (value.is_object()   ? ""
                      : value.is_null()   ? "none"
                      : value.is_string() ? value.get<std::string>()
                                          : value.dump());
    return out;
}

/// A JSON text as a cell.
std::string cell_of(const Json& value) {
    std::string out = "\"";
    for (const char c : value.dump())
        out.append(c == '"' ? 2 : 1, c);
    return out + "\"";
}

TEST_F(Batch, ListsInCellsAreReadAsEvalReadsThem) {
    Strings samples = [&] {
        std::ifstream in(source_folder + "/policies/ccaa/applicants.jsonl");
        std::ostringstream text;
        text << in.rdbuf();
        return lines_of(text.str());
    }();
    // Of whom nothing is known there is no row: one of empty cells alone is passed over.
    std::erase_if(samples, [](const std::string& line) { return Json::parse(line).empty(); });
    Strings names;
    std::vector<Json> applicants;
    for (const std::string& line : samples) {
        applicants.push_back(Json::parse(line));
        for (const auto& [name, value] : applicants.back().items())
            if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
    std::string csv = fmt::format("{}\n", fmt::join(names, ","));
    for (const Json& applicant : applicants) {
        Strings cells;
        for (const std::string& name : names) {
            const bool given = applicant.contains(name);
            const Json value = given ? applicant[name] : Json();
            cells.push_back(!given                  ? ""
                            : value.is_null()       ? "none"
                            : value.is_string()     ? value.get<std::string>()
                            : value.is_structured() ? cell_of(value)
                                                    : value.dump());
        }
        csv += fmt::format("{}\n", fmt::join(cells, ","));
    }
    write("in.csv", csv);
    write("in.jsonl", fmt::format("{}\n", fmt::join(samples, "\n")));
    const Ran eval = tenet({"eval", upgrade, "--facts", path("in.jsonl"), "--format", "json"});
    const Strings results = lines_of(eval.out);
    batch("in.csv", "out.jsonl", {}, upgrade);
    batch("in.csv", "out.csv", {}, upgrade);
    const Strings lines = lines_of(without_numbers(read("out.jsonl"))), rows = lines_of(read("out.csv"));
    ASSERT_EQ(lines.size(), results.size());
    std::size_t judged = 0;
    for (std::size_t i = 0; i < results.size(); ++i) {
        const Json result = Json::parse(results[i]);
        if (result.contains("refused")) {
            EXPECT_EQ(Json::parse(lines[i])["refused"]["code"], result["refused"]["code"]);
            continue;
        }
        EXPECT_EQ(lines[i], results[i]);
        EXPECT_EQ(rows[++judged], row_of(i + 1, result));
    }
    EXPECT_EQ(judged + 1, rows.size());
    EXPECT_GT(judged, 100U);
}

TEST_F(Batch, AnyNumberOfJobsWritesTheSame) {
    std::string in = population(6000);
    for (std::size_t at = in.size() / 2, k = 0; k < 50; ++k)
        in.insert(in.find('\n', at + k * 900) + 1, "2023-05-01,2021-03-15,x" + std::to_string(k) + ",no\n");
    write("in.csv", in);
    Strings outs, errs;
    for (const char* jobs : {"1", "2", "4"}) {
        const Ran csv = batch("in.csv", "out.csv", {"--jobs", jobs}),
                  json = batch("in.csv", "out.jsonl", {"--jobs", jobs});
        EXPECT_EQ(csv.status, 2);
        outs.push_back(read("out.csv") + read("out.jsonl") + read("out.csv.rejected") + csv.err + json.err);
    }
    EXPECT_TRUE(outs[0] == outs[1] && outs[0] == outs[2]);
}

TEST_F(Batch, StandardInputAndOutput) {
    const Ran ran = piped(header + good + "x,,,\n", {"--to", "jsonl"});
    EXPECT_EQ(ran.status, 2);
    ASSERT_EQ(lines_of(ran.out).size(), 2U);
    EXPECT_TRUE(has(ran.err, "standard input:3:1: error[T0414]")) << ran.err;
    EXPECT_TRUE(has(ran.err, "2 rows, 1 refused\n")) << "there is no file beside standard output";
}

TEST_F(Batch, TroubleLeavesFilesAsTheyWere) {
    write("in.csv", header + good + "x,,,\n");
    EXPECT_TRUE(has(batch("absent.csv", "out.csv").err, "there is no such file"));
    EXPECT_TRUE(has(batch("in.csv", "none/out.csv").err, "the folder does not exist"));
    std::filesystem::create_directory(path("folder"));
    EXPECT_TRUE(has(batch("in.csv", "folder", {"--to", "csv"}).err, "this is a folder, not a file"));
    write("out.csv", "as it was");
    Ran ran = batch("in.csv", "out.csv", {"--rejected", path("none/r.csv")});
    EXPECT_EQ(ran.status, 2);
    EXPECT_TRUE(has(ran.err, "the folder does not exist")) << ran.err;
    EXPECT_EQ(read("out.csv"), "as it was");
    EXPECT_EQ(files(), 3U);
    write("empty.csv", "");
    EXPECT_TRUE(has(batch("empty.csv", "out.csv").err, "error[T0436]"));
    EXPECT_EQ(read("out.csv"), "as it was");
    if (std::filesystem::exists("/dev/full")) {
        EXPECT_TRUE(
            has(tenet({"batch", auditor, "--in", path("in.csv"), "--out", "/dev/full", "--to", "csv"}).err,
                "/dev/full: the disk is full"));
    }
}

TEST_F(Batch, SaysWhatIsWrongWithTheRequest) {
    write("in.csv", header);
    const auto says = [&](const Strings& arguments, const std::string& text) {
        Strings all{"batch"};
        all.insert(all.end(), arguments.begin(), arguments.end());
        const Ran ran = tenet(all);
        EXPECT_EQ(ran.status, 2);
        EXPECT_TRUE(has(ran.err, text)) << ran.err;
    };
    const std::string in = path("in.csv"), out = path("out.csv");
    says({auditor}, "Add `--in FILE`");
    says({auditor, "--in", in}, "Add `--out FILE`");
    says({auditor, "--in", path("in.xlsx"), "--out", out}, "add `--from csv` or `--from jsonl`");
    says({auditor, "--in", "-", "--out", out}, "add `--from csv`");
    says({auditor, "--in", in, "--out", path("out.txt")}, "add `--to csv`");
    says({auditor, "--in", in, "--out", out, "--to", "cvs"}, "did you mean `csv`?");
    says({auditor, "--in", in, "--out", out, "--jobs", "0"}, "--jobs takes a whole number from 1 to 256");
    says({auditor, "--in", in, "--out", in}, "--out names the input itself");
    says({auditor, "--in", in, "--out", auditor, "--to", "csv"}, "--out names the policy itself");
    says({auditor, "--in", in, "--out", out, "--rejected", out}, "--rejected and --out name the same file");
    says({auditor, "--in", in, "--out", out, "--only", "eligable"}, "did you mean `eligible`?");
    says({source_folder + "/policies/auditor", "--in", in, "--out", out}, "batch takes one policy");
    EXPECT_EQ(tenet({"batch", auditor, "--in", in, "--out", out, "--lang", "zh"}).err,
              "共 0 行，0 行未作判定\n");
    EXPECT_EQ(read("out.csv"), result_header);
}

#ifndef TENET_TEST_SANITIZED
/// The most memory that a run took, in KiB, as the system counts it for all children so far.
long most_memory() {
    rusage usage{};
    ::getrusage(RUSAGE_CHILDREN, &usage);
    return usage.ru_maxrss;
}

TEST_F(Batch, MemoryDoesNotGrowWithThePopulation) {
    write("small.csv", population(20000));
    write("large.csv", population(200000));
    EXPECT_EQ(batch("small.csv", "out.csv", {"--jobs", "2"}).status, 0);
    const long small = most_memory();
    EXPECT_EQ(batch("large.csv", "out.csv", {"--jobs", "2"}).status, 0);
    const long large = most_memory(), input = static_cast<long>(read("large.csv").size() / 1024);
    EXPECT_GT(input, 4000);
    EXPECT_LT(large - small, input / 4) << small << " KiB for a tenth of the rows";
}
#endif

}  // namespace
}  // namespace tenet::testing
