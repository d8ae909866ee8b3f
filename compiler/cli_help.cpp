#include "compiler/cli_options.hpp"

namespace tenet::compiler::cli {
namespace {

struct Help {
    std::string_view command, en, zh;
};

constexpr Help helps[] = {
    {"",
     R"(tenet: rules as policy, decisions with reasons

Usage: tenet COMMAND …

  check FILE|DIR…             say what is wrong with policies
  eval POLICY --facts FILE    decide on applicants, with reasons
  test FILE…                  run the tests that stand in policies
  build POLICY --to cpp -o F  write the C++ header that a service compiles
  batch POLICY --in F --out F decide on a whole population, from one file or pipe to another
  replay LOG POLICY           ask recorded decisions again, and say which come out otherwise now
  diff OLD NEW                see which decisions and outputs change between two versions, and for whom
  cite PATH                   see whether documents that rules cite have changed, and what rests on them
  doc FILE|DIR… -o F          write a page about policies for people who check rules but do not edit them
  fmt FILE|FOLDER…            put policies into their one layout, or into the other skin
  explain CODE                say more about a message

  --dump=STAGE FILE           show what a stage made of a policy: ast, types, table, program;
                              the same as `tenet check --dump=STAGE FILE`
  --dump=operators            list the operators
  --lang zh|en                language of messages; by default that of the environment
  -h, --help                  this help; `tenet COMMAND --help` tells more
  --version                   the version

Exit status: 0 done; 1 the policy or a test is wrong, or versions differ; 2 usage, input, refusal or file trouble; 3 our fault.
)",
     R"(tenet：规则写成政策，结论附带理由

用法：tenet 命令 …

  check 文件或文件夹…         检查政策，指出错误
  eval 政策 --facts 文件      对申请人作出判定，并说明理由
  test 文件…                  运行写在政策中的测试
  build 政策 --to cpp -o 文件 生成供服务程序编译的 C++ 头文件
  batch 政策 --in 文件 --out 文件
                              对大量申请人作出判定，从一个文件或管道到另一个
  replay 记录 政策            重新判定有记录的申请，指出哪些结论变了
  diff 旧 新                  比较两个版本，看哪些判定和输出会改变、对谁改变
  cite 政策                   核对所引文件有无改动，以及哪些规则以它为据
  doc 文件或文件夹… -o 文件   生成网页，供核对规则而不编写规则的人阅读
  fmt 文件|文件夹…            把政策文件排成统一的版式，或换成另一种文字
  explain 编号                详细说明一条消息

  --dump=阶段 文件            显示某一阶段的结果：ast、types、table、program；
                              等同于 `tenet check --dump=阶段 文件`
  --dump=operators            列出全部运算
  --lang zh|en                消息所用语言；默认随系统环境
  -h, --help                  显示本帮助；`tenet 命令 --help` 更详细
  --version                   显示版本

退出状态：0 完成；1 政策有错、测试未通过或两个版本不同；2 用法、输入、拒绝判定或文件问题；3 本程序的错误。
)"},
    {"check",
     R"(tenet check: say what is wrong with policies

Usage: tenet check FILE|DIR… [options]

  FILE                 a policy; several are checked one after another; `-` is standard input. Files that
                       it uses are looked for from its own folder, and what is wrong in them is said too
  DIR                  every file `*.policy` below a folder, hidden ones left out, and whether they agree:
                       names of policies, rounding of dates, facts that several declare
  --format text|json   text on the error stream (default), or a JSON array on standard output
  --dump=STAGE         show what a stage made of the one FILE instead: ast, types, table or program
  --lang zh|en         language of messages

Exit status: 0 no errors; 1 errors; 2 usage or file trouble.
)",
     R"(tenet check：检查政策，指出错误

用法：tenet check 文件或文件夹… [选项]

  文件                 政策文件；可写多个，依次检查；`-` 表示标准输入。它所使用的文件从它所在的
                       文件夹找起，其中的错误一并指出
  文件夹               检查其中的每个 `*.policy` 文件（隐藏的除外），并核对各文件是否一致：政策名称、
                       没有对应日的处理、几处都声明的事实
  --format text|json   text：写到错误输出（默认）；json：以 JSON 数组写到标准输出
  --dump=阶段          改为显示某一阶段对该文件的结果：ast、types、table 或 program
  --lang zh|en         消息所用语言

退出状态：0 没有错误；1 有错误；2 用法或文件问题。
)"},
    {"eval",
     R"(tenet eval: decide on applicants, with reasons

Usage: tenet eval POLICY|DIR --facts FILE [options]

  POLICY               the policy; only its own decisions and outputs are answered, not those of files it uses. Or a
                       table that was built of it, NAME.table: the same answers, but not by which cases an output
                       has its value
  DIR                  a folder of policies: each that decides or outputs something is answered, one after the
                       other, as JSON `{"policies": {NAME: result}}`. Facts that one of them does not need are
                       passed over; where one is refused, the others are answered all the same
  --facts FILE         the facts as JSON, `-` for standard input, or a pipe: an object, an array of objects,
                       or one object a line. Yes is `true`, no is `false`; a date is `"2023-04-01"`, and the values of
                       a choice stand between double quotes too. A fact left out is not known yet; `null` says there
                       is none; `[]` is a list without records
  --only NAME          only this decision or output; of a folder, only the policies that are called so (the
                       last part of the name is enough) or answer it. May be given several times
  --format text|json   text for people (default), or JSON: several applicants take one line each
  --with-facts         JSON also has the facts of each, so that `tenet replay` can ask again
  --lang zh|en         language of reasons and messages

Facts that contradict an assumption of the policy are refused: no decision, no output, but the reason.

Exit status: 0 done, whatever the verdicts; 1 the policy is wrong; 2 facts that are wrong or refused, or file trouble.
)",
     R"(tenet eval：对申请人作出判定，并说明理由

用法：tenet eval 政策或文件夹 --facts 文件 [选项]

  政策                 政策文件；只回答它自己的判定和输出，不回答所使用文件中的。也可以是由它生成的规则表
                       （名称.table）：答案相同，只是不说明输出的值出自哪些情形
  文件夹               其中作出判定或输出的政策逐一回答，JSON 形式为 `{"policies": {名称: 结果}}`。某个政策
                       用不到的事实略过；一个政策拒绝判定时，其余的照常回答
  --facts 文件         JSON 格式的事实，`-` 表示标准输入，也可以是管道：一个对象、对象数组，
                       或每行一个对象。“是”写 `true`，“否”写 `false`；日期写 `"2023-04-01"`，选项的值也加
                       英文双引号。不填的事实表示尚不知道；`null` 表示没有；`[]` 表示一条记录也没有
  --only 名称          只看这一项判定或输出；对文件夹则只看叫这个名称（写最后一段即可）或含有它的政策。
                       可以写多次
  --format text|json   text：供人阅读（默认）；json：有几位申请人时每人一行
  --with-facts         JSON 中一并写出事实，供 `tenet replay` 重新判定
  --lang zh|en         理由和消息所用语言

与政策的前提相矛盾的事实不作判定：没有结论和输出，只说明原因。

退出状态：0 完成，不论结论如何；1 政策有错；2 事实有误、拒绝判定或文件问题。
)"},
    {"test",
     R"(tenet test: run the tests that stand in policies

Usage: tenet test FILE… [options]

  FILE                 a policy, or a folder: every `*.policy` in it and below. Only a policy's own tests run, not those
                       of files that it uses. A policy that is named and has no test is an error, and so is a folder
                       of which none has
  --filter TEXT        only tests whose names contain this
  --names              only the names of the tests that failed, and the summary
  --coverage           also what no test reaches: requirements that none satisfies, fails, leaves open, or does not
                       apply to; conditions, alternatives, cases, table rows and sides of what changes on a day; values
                       at the ends of windows and thresholds and beside them. Unconfirmed and failed tests reach nothing,
                       others only results that they expect something of
  --require N          the same, and an error if of any of these three tests reach less than N in a hundred
  --watch              run again whenever one of the files is saved, until it is interrupted
  --suggest            add tests to the policies for what no test reaches, with what is answered today. They are marked
                       `unconfirmed`: somebody has to see whether the answer is right, and then takes the word away
  --mutate             also what changes to the policy no test would notice: comparisons made strict or lax, numbers,
                       periods and days one more or less, another value, `and` for `or`, conditions, alternatives and
                       requirements left out, cases that change places, and so on
  --min-score N        the same, and an error if tests notice less than N in a hundred of them, or if more than ten and
                       over 3 in a hundred mean the same as before
  --jobs N             how many tests run, or changes are tried, at a time; by default as many as the machine has cores
  --format text|json|junit
                       text: the tests that failed, with the reasons, and a summary (default); json: every test with
                       its facts as `tenet eval` reads them, the result that it gives, and what held; junit: the XML
                       that continuous integration shows
  --lang zh|en         language of reasons and messages

A test that is marked `unconfirmed` runs as any other; the summary counts these apart.

Exit status: 0 all passed; 1 a test failed, a policy is wrong, or too little is reached or noticed; 2 usage or file
trouble, or no test at all.
)",
     R"(tenet test：运行写在政策中的测试

用法：tenet test 文件… [选项]

  文件                 政策文件；或文件夹，其中及下层的每个 `*.policy`。只运行政策自己的测试，不运行所使用
                       文件中的。写明的政策没有测试，或文件夹中的政策都没有测试，算作错误
  --filter 文字        只运行名称中含有这段文字的测试
  --names              只列出未通过的测试的名称，以及汇总
  --coverage           再列出没有测试覆盖到的：没有测试满足、不满足、无法判定或不适用的要求；条件、放宽、情形、
                       表格行和按日期变化的各段；时间窗和界限的端点及其前后。待确认的和未通过的测试不计，
                       其余的只计有 `预期` 的判定和输出
  --require N          同上；三类中任何一类的覆盖低于百分之 N 即为错误
  --watch              每次保存其中的文件后重新运行，直到中断
  --suggest            为没有测试覆盖到的，在政策文件末尾补上测试，写的是今天得出的结论。这些测试标有
                       `待确认`：核对结论无误后，再删去这个词
  --mutate             再列出怎样改动政策而没有测试发现：比较放宽或收紧，数字、期间、日期加一或减一，换一个值，
                       `且` 与 `或` 互换，略去条件、放宽或要求，情形互换，等等
  --min-score N        同上；测试发现的低于百分之 N，或意思不变的超过十处且超过百分之三，即为错误
  --jobs N             同时运行多少测试、试几处改动；默认与处理器核数相同
  --format text|json|junit
                       text：未通过的测试及理由，最后是汇总（默认）；json：每个测试的事实（`tenet eval` 可读）、
                       它得出的结果，以及各项预期是否成立；junit：供持续集成显示的 XML
  --lang zh|en         理由和消息所用语言

标有 `待确认` 的测试照常运行，汇总中另行计数。

退出状态：0 全部通过；1 有测试未通过、政策有错，或覆盖、发现不足；2 用法或文件问题，或没有任何测试。
)"},
    {"build",
     R"(tenet build: write what a service compiles or reads

Usage: tenet build POLICY|DIR --to FORM -o FILE|DIR [options]

  POLICY               the policy
  DIR                  a folder of policies: a file for each that decides or outputs something, by its name below
                       the folder that `-o` names, `a.b` as `a/b.hpp`; after an error nothing is written
  --to cpp             a C++20 header
  --to static_assert   a C++20 source of the same with the policy's tests: where one fails it does not compile
  --to gtest           the same for GoogleTest: a `TEST` for each test of the policy
  --to json            the table as JSON
  --to table           the table in bytes, which a service reads while it runs, and takes anew when the policy
                       changes, without being compiled again
  -o, --output FILE    where to write it, `-` for standard output; after an error an older FILE is as it was
  --depfile FILE       also say, for make and ninja, which files it was made of: the policy, those that it uses and
                       the locks of what they cite
  --lang zh|en         language of messages

Exit status: 0 written; 1 the policy is wrong; 2 usage or file trouble.
)",
     R"(tenet build：生成供服务程序编译或读取的文件

用法：tenet build 政策或文件夹 --to 形式 -o 文件或文件夹 [选项]

  政策                 政策文件
  文件夹               其中作出判定或输出的政策各生成一个文件，按政策名称放在 `-o` 写明的文件夹中，`a.b` 即
                       `a/b.hpp`；出错时一个也不写
  --to cpp             C++20 头文件
  --to static_assert   同样内容加上政策测试的 C++20 源文件：有测试未通过就不能编译
  --to gtest           用于 GoogleTest 的同样文件：政策的每个测试成为一个 `TEST`
  --to json            JSON 格式的规则表
  --to table           二进制的规则表，服务程序在运行中读取，政策改动后换上新表即可，不必重新编译
  -o, --output 文件    写到哪里，`-` 表示标准输出；出错时原有文件保持不变
  --depfile 文件       另写一个供 make 和 ninja 读的文件，列出取自哪些文件：政策、它所使用的文件及其
                       依据的锁定文件
  --lang zh|en         消息所用语言

退出状态：0 已写好；1 政策有错；2 用法或文件问题。
)"},
    {"batch",
     R"(tenet batch: decide on a whole population, from one file or pipe to another

Usage: tenet batch POLICY --in FILE --out FILE [options]

  POLICY               the policy; its own decisions and outputs are answered
  --in FILE            the applicants, in UTF-8, `-` for standard input: a table as CSV (.csv), or a JSON object a
                       line as `tenet eval` reads them (.jsonl, .ndjson). However many there are, only a few are in
                       memory at a time
  --out FILE           the results, `-` for standard output. CSV has a row for each applicant that is judged: its
                       number, the verdict of each decision with the requirements that failed, the facts that are
                       missing and the remedies that stand, then the outputs. A JSON line is what `tenet eval` says of
                       the applicant, behind its number. In CSV an output that is not determined is an empty cell, a
                       text with nothing in it is `""`
  --from csv|jsonl     what the input is, where its name does not tell
  --to csv|jsonl       what the results are to be; on standard output by default what the input is
  --only NAME          only this decision or output. May be given several times
  --keep NAME[,NAME]   columns to carry through to the results, such as a staff number; they need not be facts. A
                       column with a comma in its name has a `--keep` to itself. Any other column that is no fact is
                       refused
  --rejected FILE      where rows go that are wrong or refused, just as they stand in the input; by default to the
                       name of the results with `.rejected` behind it. Without such rows it is not written
  --jobs N             how many rows to work on at a time; by default as many as the machine has processors. The
                       results are the same for any number
  --lang zh|en         language of messages, and of reasons in JSON

The first row of CSV names the facts, in either of their languages. A cell is written as in a spreadsheet: yes, no (是、否,
true, false), digits, dates with the year first (2023-04-01, 2023/4/1, 2023.4.1, 2023年4月1日); an empty cell is not known yet,
`none` or `无` says that there is none; the members of a set stand between semicolons, `[]` is the empty one; a list is a JSON
array. Values are held to the same rules as in JSON. Rows of empty cells alone are passed over and counted.

The first rows that are refused are told with their lines, the others counted, and the rest goes on. After any other
trouble every file is as it was.

Exit status: 0 done, whatever the verdicts; 1 the policy is wrong; 2 rows were refused, usage or file trouble.
)",
     R"(tenet batch：对大量申请人作出判定，从一个文件或管道到另一个

用法：tenet batch 政策 --in 文件 --out 文件 [选项]

  政策                 政策文件；回答它自己的判定和输出
  --in 文件            申请人，UTF-8 编码，`-` 表示标准输入：CSV 表格（.csv），或每行一个 JSON 对象，写法同
                       `tenet eval`（.jsonl、.ndjson）。不论有多少行，内存中只有其中少数几行
  --out 文件           结果写到哪里，`-` 表示标准输出。CSV 中每位作了判定的申请人一行：行号；每项判定的结论、
                       不满足的要求、所缺的事实、可用的补救；然后是各项输出。JSON 每行的内容与 `tenet eval`
                       相同，前面加上行号。CSV 中，不能确定的输出为空格子，空的文字写作 `""`
  --from csv|jsonl     输入的格式，用于文件名看不出格式时
  --to csv|jsonl       结果的格式；写到标准输出时默认与输入相同
  --only 名称          只看这一项判定或输出。可以写多次
  --keep 名称[,名称]   原样带到结果中的列，如工号；不必是事实。列名中有逗号的，单独写一个 `--keep`。
                       其他不是事实的列不收
  --rejected 文件      有误或拒绝判定的行原样写到哪里；默认为结果的文件名加 `.rejected`。没有这样的行就不写
  --jobs N             同时处理多少份；默认与处理器个数相同。不论多少，结果都一样
  --lang zh|en         消息所用语言，也是 JSON 中理由的语言

CSV 的首行写事实的名称，中英文均可。各格写法同电子表格：是、否（yes、no、true、false），数字，年在前的日期（2023-04-01、
2023/4/1、2023.4.1、2023年4月1日）；空格子表示尚不知道，`无` 或 `none` 表示没有；集合的各个值用分号隔开，`[]` 表示一个也
没有；列表写成 JSON 数组。对值的要求与 JSON 中相同。各格都空着的行略过，只计数。

未作判定的行，最先几行写明行数和原因，其余只计数，别的行照常处理。出了其他问题，所有文件保持不变。

退出状态：0 完成，不论结论如何；1 政策有错；2 有的行未作判定，或用法、文件问题。
)"},
    {"replay",
     R"(tenet replay: ask recorded decisions again, and say which come out otherwise now

Usage: tenet replay LOG POLICY|DIR [options]

  LOG                  answers as `tenet eval --format json --with-facts` writes them, one a line; `-` for standard input
  POLICY               the policy that is to answer them now
  DIR                  a folder of policies: each answers what was decided by the policy of its name
  --format text|json   text: what changed, and sums (default); JSON: a line for each answer that changed, then the sums
  --lang zh|en         language of messages

A decision has changed if its verdict has, an output if its value has; requirements that come out otherwise under the same
verdict are other reasons. Where the fingerprint of the answer is that of the policy, the rules mean the same.

Exit status: 0 nothing changed, but for reasons; 1 something did, or the policy is wrong; 2 lines that could not be asked,
or file trouble.
)",
     R"(tenet replay：重新判定有记录的申请，指出哪些结论变了

用法：tenet replay 记录 政策或文件夹 [选项]

  记录                 `tenet eval --format json --with-facts` 写出的结果，每行一个；`-` 表示标准输入
  政策                 现在用来判定的政策
  文件夹               其中每个政策重新判定由同名政策判定过的
  --format text|json   text：变化之处和汇总（默认）；json：每个有变化的结果一行，最后一行是汇总
  --lang zh|en         消息所用语言

判定的结论、输出的值与记录不同，算作变化；结论相同而有的要求结果不同，算作理由变化。记录中的指纹与政策相同的，
规则的意思没有变。

退出状态：0 没有变化，或只有理由变化；1 有变化，或政策有错；2 有的行不能重新判定，或文件问题。
)"},
    {"diff",
     R"(tenet diff: see which decisions and outputs change between two versions of a policy, and for whom

Usage: tenet diff OLD NEW [options]
       tenet diff --git REVISION PATH… [options]

  OLD NEW              two files, or two folders whose policies are matched by their names. Meanings are compared, not texts:
                       the other skin, another order or a renamed define are no change
  --git REVISION       OLD is PATH, a file or folder, as it was in this revision of its git repository, with the files that it
                       uses
  --only NAME          only this decision or output, or policies that are called so. May be given several times
  --proved             what is not proved to be the same counts as a change
  --tries N            try at most so many applicants of a policy, 20000 by default
  --population FILE    also ask both versions of one policy about the applicants of a file, CSV or JSON lines as of `tenet
                       batch`, `-` for standard input: how many are answered otherwise, with which verdicts, in which
                       requirements and outputs, with the first of them. A fact that one version does not know is passed over by it
  --from csv|jsonl     the form of that file, where its name does not tell
  --keep COLUMN        show this column of it beside its rows; may be given several times
  --jobs N             so many rows at a time are worked on, by default as many as the machine has processors
  --format text|json   text for people (default), or JSON
  --lang zh|en         language of reasons and messages

Each decision, requirement and output is the same in both versions, proved by its normal form or by going through all cases that its
conditions tell apart; or it changes, and an applicant is shown to whom the two answer differently, with both answers, as
`tenet eval` gives them; or neither a proof nor such an applicant was found, and it says so. A proof by cases is about
applicants of whom nothing is missing, one by the normal form about all.

Exit status: 0 nothing changes, proved or as far as was found; 1 something changes; 2 usage, a policy that is wrong, file trouble, or
an applicant that neither version can read.
)",
     R"(tenet diff：比较政策的两个版本，看哪些判定和输出会改变、对谁改变

用法：tenet diff 旧 新 [选项]
      tenet diff --git 版本 路径… [选项]

  旧 新                两个文件；或两个文件夹，其中的政策按名称对应。比较的是含义而不是文字：换一种文字书写、
                       次序不同、定义改名都不算改变
  --git 版本           旧版本取路径（文件或文件夹）在所属 git 版本库该版本中的内容，连同它所使用的文件
  --only 名称          只比较这个判定或输出，或叫这个名称的政策；可写多次
  --proved             没有证明相同的，也算改变
  --tries 个数         每个政策最多试多少位申请人，默认 20000
  --population 文件    另就文件中的申请人（CSV 或每行一个 JSON 对象，写法同 `tenet batch`，`-` 表示标准输入）询问一个政策
                       的两个版本：多少位的答案改变，结论从什么变成什么，涉及哪些要求和输出，并列出最前面的几位。
                       只有一个版本认识的事实，另一个版本略过
  --from csv|jsonl     该文件的格式，从文件名看不出时写明
  --keep 列            列出申请人时一并写出这一列；可写多次
  --jobs 个数          同时处理多少行，默认与处理器数相同
  --format text|json   text：供人阅读（默认）；json：JSON
  --lang zh|en         理由和消息所用语言

每个判定、每条要求、每项输出：或者两个版本相同，由规范形式证明，或逐一核对条件所区分的全部情形证明；或者会改变，
并举出一位两个版本答案不同的申请人和两个答案，写法同 `tenet eval`；或者既没有证明也没有找到这样的申请人，并如实
说明。逐一核对的证明只说事实齐全的申请人，规范形式的证明对所有申请人成立。

退出状态：0 没有改变（已证明，或没有发现）；1 有改变；2 用法、政策有错或文件问题，或有申请人两个版本都不能读。
)"},
    {"cite",
     R"(tenet cite: see whether documents that rules cite have changed, and what rests on them

Usage: tenet cite PATH [--source NAME=FILE [--update]] [options]
       tenet cite --coverage PATH [options]

  PATH                 a policy, or a folder of policies
  --source NAME=FILE   hold a copy of the source NAME against its lock: what has changed, moved, gone or is
                       new, with the rules that rest on it. May be given several times. Plain text in UTF-8, a
                       paragraph a line; blank lines do not count. Without it citations are held against the lock
  --update             write the lock of the copy: `sources.lock` beside the policy that declares the source, with
                       the SHA-256 of each paragraph and none of its text
  --coverage           print every paragraph with the rules that rest on it, or why none needs to
  --format text|json   text for people (default), or JSON
  --lang zh|en         language of texts

Exit status: 0 nothing to do; 1 something has changed, or a paragraph is neither cited nor put out of scope;
2 usage or file trouble.
)",
     R"(tenet cite：核对所引文件有无改动，以及哪些规则以它为据

用法：tenet cite 政策 [--source 名称=文件 [--update]] [选项]
      tenet cite --coverage 政策 [选项]

  政策                 政策文件，或政策文件夹
  --source 名称=文件   拿所引文件的一份副本与锁定文件核对：哪些段有改动、移动、删去或新增，并列出以它们
                       为据的规则。可以写多次。副本为 UTF-8 纯文本，一行一段，空行不计。不写时只核对
                       引用的段落是否在锁定文件中
  --update             按副本写锁定文件：放在声明该文件的政策旁边，名为 `sources.lock`，只有各段的
                       SHA-256，没有原文
  --coverage           逐段列出以它为据的规则，或不纳入的理由
  --format text|json   text：供人阅读（默认），或 json
  --lang zh|en         所用语言

退出状态：0 无需处理；1 有改动，或有段落既没有引用也没有写明不纳入；2 用法或文件问题。
)"},
    {"doc",
     R"(tenet doc: write a page about policies for people who check rules but do not edit them

Usage: tenet doc FILE|DIR… [options]

  FILE|DIR             policies, or folders of them; what they use stands on the page too
  -o, --out FILE.html  where to write the page; without it, or for `-`, standard output. After an error an older
                       FILE is as it was
  --only NAME          only the policies that are called so (the last part of the name is enough) or answer it, with
                       what they use. May be given several times
  --coverage           also run the tests, and show what they reach and what they do not, as `tenet test --coverage`
                       does: at each rule, case, row and value, and in sums at the head of the page and of each policy.
                       What stands there only as others use it is not counted
  --lang zh|en         language that the page opens in, and of messages; both stand on it

The page is one file that needs nothing else and fetches nothing: every rule with its condition in words, what it is
made of, where it comes from and which tests are about it; every paragraph of the sources with what rests on it. It is
meant for screens, phones and paper. Without `--coverage` tests are listed, not run. The same policies give the same page,
byte by byte.

Exit status: 0 written, also if a test did not pass, which the page shows; 1 a policy is wrong; 2 usage or file trouble.
)",
     R"(tenet doc：生成网页，供核对规则而不编写规则的人阅读

用法：tenet doc 文件或文件夹… [选项]

  文件或文件夹         政策文件，或政策文件夹；它们所使用的文件也写进网页
  -o, --out 文件.html  网页写到哪里；不写或写 `-` 表示标准输出。出错时原有文件保持不变
  --only 名称          只写叫这个名称（写最后一段即可）或含有它的政策，以及它们所使用的。可以写多次
  --coverage           运行测试，并写明哪些测到了、哪些没有，与 `tenet test --coverage` 相同：写在每条规则、情形、
                       表格行和取值处，汇总写在网页和每份政策的开头。只因其他政策用到而列出的不计
  --lang zh|en         网页打开时的语言，也是消息所用语言；两种语言都在网页里

网页是单独一个文件，不需要也不读取别的任何东西：每条规则用词语写明条件、由哪些概念组成、依据什么、有哪些测试；
所引文件的每一段各支持哪些规则。适合电脑、手机和打印。不写 `--coverage` 时测试只列出，不运行。政策不变，网页逐字节不变。

退出状态：0 已写好，有测试未通过时也是，网页会标出；1 政策有错；2 用法或文件问题。
)"},
    {"fmt",
     R"(tenet fmt: put policies into their one layout

Usage: tenet fmt FILE|FOLDER… [options]
       tenet fmt - [options]

  FILE|FOLDER          policies, written in place where their layout changes, and then named; a folder stands for
                       every `.policy` below it; `-` is standard input, formatted to standard output
  --check              change nothing, name the files that are not in this layout, and exit with 1 if there are any
  --stdout             print the text of the one FILE instead of writing it
  --skin zh|en         write all forms in this skin; names and texts stay. Without it each form keeps its own
  --from ENCODING      files are in gbk, gb18030, big5 or utf-16; they are written in UTF-8
  --lang zh|en         language of messages

Comments stay, and one blank line of several. A file with errors in its syntax is left as it is (with --from its
encoding alone changes). What a policy means never changes: this is checked before anything is written.

Exit status: 0 done; 1 errors, or with --check other layouts; 2 usage or file trouble; 3 our fault.
)",
     R"(tenet fmt：把政策文件排成统一的版式

用法：tenet fmt 文件|文件夹… [选项]
      tenet fmt - [选项]

  文件|文件夹          政策文件，版式有变的就地改写并列出文件名；文件夹表示其中所有 `.policy` 文件；
                       `-` 表示标准输入，排好后写到标准输出
  --check              什么也不改，列出版式不合的文件；有这样的文件时退出状态为 1
  --stdout             只打印这一个文件排好后的内容，不改写
  --skin zh|en         各种句式一律写成中文或英文；名称和文字不变。不写时各句保持原来的文字
  --from 编码          文件是 gbk、gb18030、big5 或 utf-16 编码；改写为 UTF-8
  --lang zh|en         消息所用语言

注释保留，连续空行留一行。有语法错误的文件不改（写了 --from 的只改编码）。政策的含义不会改变：
写入之前先作核对。

退出状态：0 完成；1 有错误，或 --check 时版式不合；2 用法或文件问题；3 本程序的错误。
)"},
    {"explain",
     R"(tenet explain: say more about a message

Usage: tenet explain CODE

  CODE                 the code of a message, for example T0203

Exit status: 0 done; 2 there is no such code.
)",
     R"(tenet explain：详细说明一条消息

用法：tenet explain 编号

  编号                 消息的编号，例如 T0203

退出状态：0 完成；2 没有这个编号。
)"},
};

}  // namespace

std::string_view help_text(std::string_view command, Lang lang) {
    for (const Help& help : helps)
        if (help.command == command) return lang == Lang::Zh ? help.zh : help.en;
    return {};
}

}  // namespace tenet::compiler::cli
