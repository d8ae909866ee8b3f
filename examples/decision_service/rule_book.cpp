#include "rule_book.hpp"

#include <fstream>
#include <iterator>
#include <sys/stat.h>
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

std::map<std::string, RuleBook::Stamp> RuleBook::stamps_in(const std::filesystem::path& folder) {
    std::map<std::string, Stamp> stamps;
    std::error_code error;
    for (std::filesystem::directory_iterator each(folder, error), end; !error && each != end;
         each.increment(error)) {
        const std::string name = each->path().filename();
        struct stat status {};
        if (!name.ends_with(extension) || name.starts_with('.')) continue;
        if (stat(each->path().c_str(), &status) != 0 || !S_ISREG(status.st_mode)) continue;
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
    const std::map<std::string, Stamp> stamps = stamps_in(folder_);
    bool changed = false;
    for (auto each = known_.begin(); each != known_.end();) {
        if (stamps.contains(each->first)) {
            ++each;
            continue;
        }
        tell_({TableEvent::Kind::Gone, each->second.file});
        each = known_.erase(each);
        changed = true;
    }
    for (const auto& [name, stamp] : stamps) {
        const auto found = known_.find(name);
        if (found != known_.end() && found->second.stamp == stamp) continue;
        take(name, stamp);
        changed = true;
    }
    if (changed) publish();
}

void RuleBook::take(const std::string& name, const Stamp& stamp) {
    Known& known = known_[name];
    known.stamp = stamp;
    known.file.name = name;
    bool read = false;
    const std::string bytes = contents_of(folder_ / name, read);
    if (!read) return refuse(known, {"it cannot be read", "读不出来"});
    std::variant<RulesPointer, TableComplaint> opened = open_table_rules(bytes);
    if (auto* const complaint = std::get_if<TableComplaint>(&opened))
        return refuse(known, std::move(*complaint));
    RulesPointer rules = std::get<RulesPointer>(std::move(opened));
    if (const Known* const other = other_of(rules->policy(), name))
        return refuse(known, {"the table " + other->file.name + " is of the same policy",
                              "表 " + other->file.name + " 也是这项政策的"});
    known.file = {name, std::string(rules->policy()), std::string(rules->fingerprint()), {}};
    known.rules = std::move(rules);
    tell_({TableEvent::Kind::InForce, known.file});
}

void RuleBook::refuse(Known& known, TableComplaint complaint) {
    known.file.complaint = std::move(complaint);
    tell_({TableEvent::Kind::Refused, known.file});
}

const RuleBook::Known* RuleBook::other_of(std::string_view policy, const std::string& name) const {
    for (const auto& [other, known] : known_)
        if (other != name && known.rules != nullptr && known.rules->policy() == policy) return &known;
    return nullptr;
}

void RuleBook::publish() {
    auto next = std::make_shared<InForce>();
    for (const RulesPointer& rules : built_in_)
        next->rules[std::string(rules->policy())] = rules;
    for (const auto& [name, known] : known_) {
        if (known.rules != nullptr) next->rules[std::string(known.rules->policy())] = known.rules;
        next->files.push_back(known.file);
    }
    in_force_.store(std::move(next));
}

}  // namespace decision_service
