#include "rule_book.hpp"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <sys/stat.h>
#include <system_error>
#include <utility>

namespace decision_service {
namespace {

constexpr std::string_view extension = ".table";

std::string contents_of(const std::filesystem::path& path, bool& read) {
    std::ifstream in(path, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    read = in.good() || in.eof();
    return bytes;
}

}  // namespace

RuleBook::RuleBook(std::vector<RulesPointer> built_in, std::filesystem::path folder,
                   std::function<void(const TableEvent&)> tell)
    : built_in_(std::move(built_in)), folder_(std::move(folder)), tell_(std::move(tell)) {
    publish();
    look();
}

std::map<std::string, RuleBook::Stamp> RuleBook::stamps_in(const std::filesystem::path& folder,
                                                           std::error_code& error) {
    std::map<std::string, Stamp> stamps;
    for (std::filesystem::directory_iterator each(folder, error), end; !error && each != end;
         each.increment(error)) {
        const std::string name = each->path().filename();
        struct stat status {};
        if (!name.ends_with(extension) || name.starts_with('.')) continue;
        if (stat(each->path().c_str(), &status) != 0) {
            // It may have gone since; any other reason is one of the folder.
            if (errno != ENOENT) error = std::error_code(errno, std::generic_category());
            continue;
        }
        if (!S_ISREG(status.st_mode)) continue;
        const auto moment = [](const timespec& at) {
            return std::int64_t{at.tv_sec} * 1'000'000'000 + at.tv_nsec;
        };
        stamps[name] = {moment(status.st_mtim), moment(status.st_ctim),
                        static_cast<std::uint64_t>(status.st_size), status.st_ino};
    }
    return stamps;
}

void RuleBook::look() {
    if (folder_.empty()) return;
    std::error_code error;
    const std::map<std::string, Stamp> stamps = stamps_in(folder_, error);
    if (static_cast<bool>(error) != folder_is_lost_) {
        folder_is_lost_ = static_cast<bool>(error);
        const TableComplaint complaint{error.message(), error.message()};
        tell_({error ? TableEvent::Kind::FolderLost : TableEvent::Kind::FolderBack,
               {folder_.string(), {}, {}, complaint}});
    }
    if (error) return;
    bool changed = forget_gone(stamps);
    for (const auto& [name, stamp] : stamps) {
        Known& known = known_[name];
        // Whoever writes into it may still be at it.
        const bool is_still = is_first_look_ || known.seen == stamp;
        known.seen = stamp;
        if (!is_still || known.taken == stamp) continue;
        take(name, known);
        changed = true;
    }
    is_first_look_ = false;
    if (changed) publish();
}

bool RuleBook::forget_gone(const std::map<std::string, Stamp>& stamps) {
    return std::erase_if(known_, [&](const auto& entry) {
               if (stamps.contains(entry.first)) return false;
               if (!entry.second.file.name.empty()) tell_({TableEvent::Kind::Gone, entry.second.file});
               return true;
           }) != 0;
}

void RuleBook::take(const std::string& name, Known& known) {
    known.taken = known.seen;
    known.file.name = name;
    bool read = false;
    const std::string bytes = contents_of(folder_ / name, read);
    if (!read) return refuse(known, {"it cannot be read", "读不出来"});
    std::variant<RulesPointer, TableComplaint> opened = open_table_rules(bytes);
    if (auto* const complaint = std::get_if<TableComplaint>(&opened))
        return refuse(known, std::move(*complaint));
    known.rules = std::get<RulesPointer>(std::move(opened));
    known.file = {name, std::string(known.rules->policy()), std::string(known.rules->fingerprint()), {}};
}

void RuleBook::refuse(Known& known, TableComplaint complaint) {
    known.file.complaint = std::move(complaint);
    tell_({TableEvent::Kind::Refused, known.file});
}

void RuleBook::publish() {
    auto next = std::make_shared<InForce>();
    for (const RulesPointer& rules : built_in_)
        next->rules[std::string(rules->policy())] = rules;
    std::map<std::string, std::string> first;  // by policy: the file that is in force
    for (auto& [name, known] : known_) {
        if (known.file.name.empty()) continue;
        next->files.push_back(known.file);
        if (known.rules == nullptr) continue;
        const std::string policy(known.rules->policy());
        const auto [other, is_first] = first.emplace(policy, name);
        if (is_first) {
            next->rules[policy] = known.rules;
        } else {
            next->files.back().complaint = {"the table " + other->second + " is of the same policy",
                                            "表 " + other->second + " 也是这项政策的"};
        }
    }
    const std::shared_ptr<const InForce> before = in_force_.load();
    for (const TableFile& file : next->files) {
        const bool is_new = before == nullptr || std::find(before->files.begin(), before->files.end(),
                                                           file) == before->files.end();
        const auto known = known_.find(file.name);
        if (!is_new || known == known_.end() || !known->second.file.complaint.en.empty()) continue;
        tell_({file.complaint.en.empty() ? TableEvent::Kind::InForce : TableEvent::Kind::Refused, file});
    }
    in_force_.store(std::move(next));
}

}  // namespace decision_service
