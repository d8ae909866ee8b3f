#pragma once

#include "compiler/diagnostics.hpp"
#include "compiler/source.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The command line: what it was asked, where it writes, and one function for each command.
namespace tenet::compiler {
struct Compiled;
struct PolicySet;
}  // namespace tenet::compiler

namespace tenet::compiler::cli {

/// Exit statuses, a promise to scripts.
enum Exit : int {
    done = 0,
    policy_is_wrong = 1,
    world_is_wrong = 2,  ///< usage, input, refusal or file trouble
    our_fault = 3,
};

enum class Format : std::uint8_t { Text, Json, Junit };

/// What the arguments ask for, with the defaults filled in.
struct Request {
    enum class Command : std::uint8_t {
        Check,
        Eval,
        Test,
        Build,
        Batch,
        Replay,
        Diff,
        Cite,
        Doc,
        Explain,
        Dump,
        Fmt
    };
    Command command = Command::Check;
    Lang lang = Lang::En;
    Format format = Format::Text;
    std::vector<std::string> files;  ///< the policies; of `eval` also a table; of `diff` old and new
    std::string filter;              ///< of `test`: what the names of the tests contain
    bool names = false;              ///< of `test`: only the names of the tests that failed
    std::string facts;               ///< of `eval`: a path or `-`
    bool with_facts = false;         ///< of `eval`: JSON also has the facts
    std::vector<std::string> only;   ///< of `eval`, `batch`, `diff`, `doc`: what to show; all if empty
    std::string target;              ///< of `build`: `cpp`, `json` or `table`; of `batch`: `csv` or `jsonl`
    std::string out;                 ///< of `build`, `batch`, `doc`: a path or `-`; of `doc` empty for `-`
    std::string in;                  ///< of `batch`: a path or `-`
    std::vector<std::string>
        keep;              ///< of `batch`: columns that are carried through; of `diff` that are shown
    std::string rejected;  ///< of `batch`: where refused rows go; empty for beside `out`
    unsigned jobs = 0;     ///< of `batch`, `diff`, `test`: how many workers; 0 for as many as the machine has
    std::string git;       ///< of `diff`: a revision, whose version is the older; or empty
    unsigned tries = 0;    ///< of `diff`: applicants tried at most; 0 for the default
    std::string population;  ///< of `diff`: applicants to ask both versions about, a path or `-`; or empty
    bool proved = false;     ///< of `diff`: what is not proved the same counts as a change
    std::string depfile;     ///< of `build`: a path, or empty
    std::string stage;       ///< of `--dump`
    std::string code;        ///< of `explain`
    std::string skin;        ///< of `fmt`: `zh` or `en`; empty keeps each form's own
    std::string from;        ///< of `fmt`: an encoding, empty for UTF-8; of `batch`, `diff`: `csv`, `jsonl`
    bool only_look = false;  ///< of `fmt`: name the files that would change
    bool to_stdout = false;  ///< of `fmt`: print instead of writing
    std::vector<std::string> documents;  ///< of `cite`: NAME=FILE, copies of sources
    bool update = false;                 ///< of `cite`: write the lock
    bool coverage = false;  ///< of `cite`: print the ledger; of `test`, `doc`: say what no test reaches
    bool watch = false;     ///< of `test`: again whenever a file changes
    bool suggest = false;   ///< of `test`: add tests for what is not reached
    bool mutate = false;    ///< of `test`: say what changes no test notices
    std::optional<unsigned> least_score;  ///< of `test`: so many in a hundred must be noticed
    std::optional<unsigned> required;     ///< of `test`: so many in a hundred must be reached
};

/// A stream that text goes to; it keeps a buffer and the first failure, and stays quiet about both.
class Output {
  public:
    explicit Output(int descriptor) : descriptor_(descriptor) {}
    ~Output() { flush(); }
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;
    void write(std::string_view text);
    void flush();
    /// True once the reader has gone or the disk is full; what is written then goes nowhere.
    bool failed() const { return error_ != 0; }
    int error() const { return error_; }  ///< the system's error number, or 0
    bool is_terminal() const;             ///< whether people watch it as it comes

  private:
    int descriptor_;
    int error_ = 0;
    std::string buffer_;
};

struct Console {
    FileSystem& files;
    Output& out;
    Output& err;
};

int check(const Request& request, Console& console);
int eval(const Request& request, Console& console);
int test(const Request& request, Console& console);
/// `eval` where the policy is a folder.
int eval_folder(const Request& request, Console& console);
int batch(const Request& request, Console& console);
int replay(const Request& request, Console& console);
int diff(const Request& request, Console& console);
int build(const Request& request, Console& console);
/// `build` where the policy is a folder.
int build_folder(const Request& request, Console& console);
int cite(const Request& request, Console& console);
int doc(const Request& request, Console& console);
int dump(const Request& request, Console& console);
int explain(const Request& request, Console& console);
int format(const Request& request, Console& console);

/// Writes what is wrong with a policy to the error stream and gives the exit status that it deserves.
int report(const Compiled& policy, Lang lang, Console& console);
/// The same of a folder of policies; what several of them say of a file that they use is written once.
int report(PolicySet& set, Lang lang, Console& console);

/// `tenet: …`, a line on the error stream.
void complain(Console& console, Lang lang, const Arg& text);
void complain(Console& console, Lang lang, const WorldError& error);

/// Runs `tenet` with these arguments, the program's own name left out; gives the exit status.
int run(const std::vector<std::string>& arguments, Console& console);

}  // namespace tenet::compiler::cli
