#pragma once

#include "process.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace tenet::testing {

using Json = nlohmann::ordered_json;

inline const std::string source_folder = TENET_SOURCE_DIR;
inline const std::string auditor = source_folder + "/policies/auditor/auditor.policy";
inline const std::string auditor_zh = source_folder + "/policies/auditor/auditor.zh.policy";

/// A folder of its own for each test, gone afterwards.
class CommandLine : public ::testing::Test {
  protected:
    CommandLine() {
        std::string name = (std::filesystem::temp_directory_path() / "tenet-cli-XXXXXX").string();
        folder_ = ::mkdtemp(name.data());
    }
    ~CommandLine() override { std::filesystem::remove_all(folder_); }

    std::string path(const std::string& name) const { return (folder_ / name).string(); }
    std::string write(const std::string& name, const std::string& text) const {
        std::ofstream(path(name), std::ios::binary) << text;
        return path(name);
    }
    std::string read(const std::string& name) const {
        std::ifstream in(path(name), std::ios::binary);
        std::ostringstream out;
        out << in.rdbuf();
        return out.str();
    }
    std::size_t files() const {
        std::size_t count = 0;
        for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder_))
            ++count;
        return count;
    }

    static Ran tenet(const std::vector<std::string>& arguments, const std::string& input = {}) {
        return run(TENET_PROGRAM, arguments, {input, {}, {}});
    }

  private:
    std::filesystem::path folder_;
};

/// True if the text holds the part.
inline bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace tenet::testing
