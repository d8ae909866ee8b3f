#include "tests/generated/service.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace tenet::generated {
namespace {

constexpr const char* common = R"(policy body.common "Common"
choice field "领域" en "Field"
  qms "质量" en "Quality"
  ems "环境" en "Environment"
record audit "Audit"
  field    : field
  ended_on : date
  onsite   : days in halves
  recent   : yes/no = ended_on within 3y
)";

constexpr const char* upgrade = R"(policy body.upgrade "Upgrade"
use "common.policy"
as of applied_on
fact applied_on : date
fact audits     : list of audit
output main_field : field = if (count of audits) >= 3 then qms else ems
decide upgrade
  require enough : (count of audits where recent) >= 2
)";

constexpr const char* renewal = R"(policy body.renewal "Renewal"
use "common.policy"
fact audits : list of audit up to 50
fact fields : set of field
decide renewal
  require known : any audit in audits where audit.field in fields
)";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t place = text.find(from);
    EXPECT_NE(place, std::string::npos) << from;
    return place == std::string::npos ? text : text.replace(place, from.size(), to);
}

Service service_of(const std::string& name, const std::string& other_common) {
    Service service(name);
    service.write("upgrade.hpp", header_of({{"upgrade.policy", upgrade}, {"common.policy", common}}));
    service.write("renewal.hpp", header_of({{"renewal.policy", renewal}, {"common.policy", other_common}}));
    service.write("forth.cpp", "#include \"upgrade.hpp\"\n#include \"renewal.hpp\"\n");
    service.write("back.cpp", "#include \"renewal.hpp\"\n#include \"upgrade.hpp\"\n");
    return service;
}

/// Whether both compilers take the two headers in either order; what they say otherwise.
std::string complaints(const Service& service) {
    std::string all;
    for (const char* compiler : compilers)
        for (const char* file : {"forth.cpp", "back.cpp"})
            all += service.compile(compiler, {"-fsyntax-only", file}).err;
    return all;
}

TEST(SharedTypes, SeveralHeadersHaveOneType) {
    const Service service = service_of("shared", common);
    EXPECT_EQ(complaints(service), "");
    service.write("use.cpp", R"(#include "upgrade.hpp"
#include "renewal.hpp"

constexpr body::common::Audit audits[] = {
    {.ended_on = tenet::date(2022, 1, 1), .onsite = tenet::halves(3), .field = body::common::Field::Ems},
    {.ended_on = tenet::date(2023, 1, 1), .onsite = 1, .field = body::common::Field::Qms}};
static_assert([] {
    body::upgrade::Facts first{.applied_on = tenet::date(2024, 5, 1), .audits = audits};
    body::renewal::Facts second{.audits = audits, .fields = {body::common::Field::Ems}};
    return body::upgrade::upgrade(first).verdict == tenet::Verdict::Eligible &&
           body::renewal::renewal(second).verdict == tenet::Verdict::Eligible &&
           body::upgrade::main_field(first).value_or(body::common::Field::Qms) == body::common::Field::Ems;
}());
)");
    for (const char* compiler : compilers)
        EXPECT_EQ(service.compile(compiler, {"-fsyntax-only", "use.cpp"}).err, "") << compiler;
}

TEST(SharedTypes, LabelsAndWhatIsDerivedMakeNoOtherVersion) {
    EXPECT_EQ(complaints(service_of("shared_label", replaced(common, "Quality", "Quality management"))), "");
    EXPECT_EQ(complaints(service_of("shared_derived", replaced(common, "within 3y", "within 4y"))), "");
}

/// Refused by every compiler in every order, with the name of the type.
void expect_refused(const std::string& name, const std::string& other_common, const std::string& type) {
    const Service service = service_of(name, other_common);
    for (const char* compiler : compilers)
        for (const char* file : {"forth.cpp", "back.cpp"}) {
            const testing::Ran ran = service.compile(compiler, {"-fsyntax-only", file});
            EXPECT_NE(ran.status, 0);
            EXPECT_NE(ran.err.find("\"" + type + " is not what a header before says it is"),
                      std::string::npos)
                << compiler << "\n"
                << ran.err.substr(0, 2000);
        }
}

TEST(SharedTypes, VersionsThatDifferAreRefused) {
    expect_refused("differs_value", replaced(common, "  ems", "  ohs\n  ems"), "::body::common::Field");
    expect_refused("differs_order", replaced(replaced(common, "  qms", "  xms"), "  ems", "  qms"),
                   "::body::common::Field");
    expect_refused("differs_field", replaced(common, "days in halves", "days"), "::body::common::Audit");
    expect_refused("differs_none", replaced(common, ": date", ": date or none"), "::body::common::Audit");
}

}  // namespace
}  // namespace tenet::generated
