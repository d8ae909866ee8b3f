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
  cite PATH                   see whether documents that rules cite have changed, and what rests on them
  fmt FILE|FOLDER…            put policies into their one layout, or into the other skin
  explain CODE                say more about a message

  --dump=STAGE FILE           show what a stage made of a policy: ast, types, table, program;
                              the same as `tenet check --dump=STAGE FILE`
  --dump=operators            list the operators
  --lang zh|en                language of messages; by default that of the environment
  -h, --help                  this help; `tenet COMMAND --help` tells more
  --version                   the version

Exit status: 0 done; 1 the policy or a test is wrong; 2 usage, input, refusal or file trouble; 3 our fault.
)",
     R"(tenet：规则写成政策，结论附带理由

用法：tenet 命令 …

  check 文件或文件夹…         检查政策，指出错误
  eval 政策 --facts 文件      对申请人作出判定，并说明理由
  test 文件…                  运行写在政策中的测试
  build 政策 --to cpp -o 文件 生成供服务程序编译的 C++ 头文件
  cite 政策                   核对所引文件有无改动，以及哪些规则以它为据
  fmt 文件|文件夹…            把政策文件排成统一的版式，或换成另一种文字
  explain 编号                详细说明一条消息

  --dump=阶段 文件            显示某一阶段的结果：ast、types、table、program；
                              等同于 `tenet check --dump=阶段 文件`
  --dump=operators            列出全部运算
  --lang zh|en                消息所用语言；默认随系统环境
  -h, --help                  显示本帮助；`tenet 命令 --help` 更详细
  --version                   显示版本

退出状态：0 完成；1 政策有错或测试未通过；2 用法、输入、拒绝判定或文件问题；3 本程序的错误。
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

  POLICY               the policy; only its own decisions and outputs are answered, not those of files it uses
  DIR                  a folder of policies: each that decides or outputs something is answered, one after the
                       other, as JSON `{"policies": {NAME: result}}`. Facts that one of them does not need are
                       passed over; where one is refused, the others are answered all the same
  --facts FILE         the facts as JSON, `-` for standard input, or a pipe: an object, an array of objects,
                       or one object a line. A fact left out is not known yet; `null` says there is none;
                       `[]` is a list without records
  --only NAME          only this decision or output; of a folder, only the policies that are called so (the
                       last part of the name is enough) or answer it. May be given several times
  --format text|json   text for people (default), or JSON: several applicants take one line each
  --lang zh|en         language of reasons and messages

Facts that contradict an assumption of the policy are refused: no decision, no output, but the reason.

Exit status: 0 done, whatever the verdicts; 1 the policy is wrong; 2 facts that are wrong or refused, or file trouble.
)",
     R"(tenet eval：对申请人作出判定，并说明理由

用法：tenet eval 政策或文件夹 --facts 文件 [选项]

  政策                 政策文件；只回答它自己的判定和输出，不回答所使用文件中的
  文件夹               其中作出判定或输出的政策逐一回答，JSON 形式为 `{"policies": {名称: 结果}}`。某个政策
                       用不到的事实略过；一个政策拒绝判定时，其余的照常回答
  --facts 文件         JSON 格式的事实，`-` 表示标准输入，也可以是管道：一个对象、对象数组，
                       或每行一个对象。不填的事实表示尚不知道；`null` 表示没有；`[]` 表示一条记录也没有
  --only 名称          只看这一项判定或输出；对文件夹则只看叫这个名称（写最后一段即可）或含有它的政策。
                       可以写多次
  --format text|json   text：供人阅读（默认）；json：有几位申请人时每人一行
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
  --format text|json   text: the tests that failed, with the reasons, and a summary (default); json: every test with
                       its facts as `tenet eval` reads them, the result that it gives, and what held
  --lang zh|en         language of reasons and messages

A test that is marked `unconfirmed` runs as any other; the summary counts these apart.

Exit status: 0 all passed; 1 a test failed, or a policy is wrong; 2 usage or file trouble, or no test at all.
)",
     R"(tenet test：运行写在政策中的测试

用法：tenet test 文件… [选项]

  文件                 政策文件；或文件夹，其中及下层的每个 `*.policy`。只运行政策自己的测试，不运行所使用
                       文件中的。写明的政策没有测试，或文件夹中的政策都没有测试，算作错误
  --filter 文字        只运行名称中含有这段文字的测试
  --format text|json   text：未通过的测试及理由，最后是汇总（默认）；json：每个测试的事实（`tenet eval`
                       可读）、它得出的结果，以及各项预期是否成立
  --lang zh|en         理由和消息所用语言

标有 `待确认` 的测试照常运行，汇总中另行计数。

退出状态：0 全部通过；1 有测试未通过，或政策有错；2 用法或文件问题，或没有任何测试。
)"},
    {"build",
     R"(tenet build: write what a service compiles or reads

Usage: tenet build POLICY|DIR --to cpp|json -o FILE|DIR [options]

  POLICY               the policy
  DIR                  a folder of policies: a file for each that decides or outputs something, by its name below
                       the folder that `-o` names, `a.b` as `a/b.hpp`; after an error nothing is written
  --to cpp|json        a C++20 header, or the table as JSON
  -o, --output FILE    where to write it, `-` for standard output; after an error an older FILE is as it was
  --lang zh|en         language of messages

Exit status: 0 written; 1 the policy is wrong; 2 usage or file trouble.
)",
     R"(tenet build：生成供服务程序编译或读取的文件

用法：tenet build 政策或文件夹 --to cpp|json -o 文件或文件夹 [选项]

  政策                 政策文件
  文件夹               其中作出判定或输出的政策各生成一个文件，按政策名称放在 `-o` 写明的文件夹中，`a.b` 即
                       `a/b.hpp`；出错时一个也不写
  --to cpp|json        C++20 头文件，或 JSON 格式的规则表
  -o, --output 文件    写到哪里，`-` 表示标准输出；出错时原有文件保持不变
  --lang zh|en         消息所用语言

退出状态：0 已写好；1 政策有错；2 用法或文件问题。
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
