#include "tenet/store.hpp"

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace tenet;

int failures = 0;

void expect(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "failed: %s\n", what);
    ++failures;
}

/// The bytes of a table at a multiple of 8.
struct File {
    std::vector<std::uint64_t> words;
    std::uint64_t size = 0;

    explicit File(const std::string& path) {
        std::ifstream in(path, std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(in), {}};
        size = bytes.size();
        words.resize(size / 8 + 1);
        std::memcpy(words.data(), bytes.data(), size);
    }
    const std::byte* data() const { return reinterpret_cast<const std::byte*>(words.data()); }
};

/// What this service writes down, as the first table numbers it.
struct Applicant {
    static constexpr std::int64_t days_2023 = 44925;
    std::int64_t facts[4] = {days_2023, 5, 1, 2};
    SlotText texts[2] = {{"abroad", 6}, {"there", 5}};

    static std::int64_t field(const void*, std::uint32_t, std::uint32_t record, std::uint32_t field) {
        return field == 0 ? std::int64_t{record} : days_2023 - 200;
    }
    Slots slots() const { return {facts, &field, nullptr, texts, 2}; }
};

/// Memory of one thread.
struct Memory {
    std::vector<Partial> registers, columns;
    std::vector<Value> values, value_columns;
    std::uint64_t failed = 0, unknown = 0, applicable = 0, remedies = 0;

    explicit Memory(const TableSizes& sizes)
        : registers(sizes.registers), columns(sizes.columns), values(sizes.registers),
          value_columns(sizes.value_columns) {}
    TableBuffers buffers() { return {registers.data(), columns.data(), values.data(), value_columns.data()}; }
    Masks masks() { return {&failed, &unknown, &applicable, &remedies}; }
};

/// Enough for each table of this test.
constexpr TableSizes most{200, 2000, 8000, 1, 1};

/// One decision; gives whether the answer is that of the table in force.
bool decides_right(const StoredTable& table, const Applicant& applicant, std::uint64_t first,
                   Memory& memory) {
    const Slots slots = applicant.slots();
    const TableAnswer answer = decide_table(table.source(slots), 0, memory.buffers(), memory.masks());
    // Five letters are enough by the first table and not by the second.
    const bool is_first = answer.fingerprint == first;
    return answer.verdict == (is_first ? Verdict::Eligible : Verdict::Ineligible) &&
           memory.failed == (is_first ? 0U : 2U) && memory.applicable == 7;
}

/// Eight threads decide while another takes one table after the other, good ones and broken ones.
void swaps_while_others_decide(const File& first, const File& second, const Program& facts) {
    Store store({&facts, most, 8});
    expect(store.put(first.data(), first.size).cause == StoreFault::Cause::Nothing, "the first is taken");
    std::atomic<bool> done{false};
    std::atomic<std::uint64_t> decided{0}, wrong{0};
    const auto decide = [&] {
        const Store::Reader reader(store);
        const Applicant applicant;
        Memory memory(most);
        while (!done.load(std::memory_order_relaxed)) {
            const Store::Guard guard = reader.enter();
            const bool right = guard.table() != nullptr &&
                               decides_right(*guard.table(), applicant, facts.fingerprint, memory);
            (right ? decided : wrong).fetch_add(1, std::memory_order_relaxed);
        }
    };
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back(decide);
    for (int swap = 0; swap < 2000 || decided.load() < 2000; ++swap) {
        const File& next = swap % 2 == 0 ? second : first;
        const bool is_broken = swap % 7 == 3;
        const StoreFault fault = store.put(next.data(), is_broken ? next.size - 8 : next.size);
        expect(fault.table.error == (is_broken ? TableError::TooShort : TableError::Nothing),
               "good ones are taken");
    }
    done.store(true);
    for (std::thread& thread : threads)
        thread.join();
    expect(wrong.load() == 0, "every answer is that of one table");
    expect(store.collect() == 0, "nothing is left of tables that nobody reads");
    std::printf("reached: %llu decisions while tables were swapped\n",
                static_cast<unsigned long long>(decided.load()));
}

void says_why_not(const File& first, const File& second, const File& third, const Program& facts) {
    Store store({&facts, most, 2});
    const Store::Reader reader(store), other(store), none(store);
    expect(reader && other && !none, "as many readers as were asked for");
    expect(reader.enter().table() == nullptr && none.enter().table() == nullptr, "no table yet");
    StoreFault fault = store.put(third.data(), third.size);
    expect(fault.cause == StoreFault::Cause::Binding && fault.binding == BindingFault::Cause::NoFact &&
               std::string(fault.fact) == "sponsor",
           "a fact that nobody writes down is named");
    expect(store.put(second.data(), second.size).cause == StoreFault::Cause::Nothing, "fewer facts do");
    {
        const Store::Guard guard = reader.enter();
        const std::uint64_t before = guard.table()->view().program.fingerprint;
        fault = store.put(third.data(), third.size);
        expect(std::string(text_of(fault, Lang::en)).find("fact") != std::string::npos, "in words");
        expect(other.enter().table() == guard.table(), "the one before is still in force");
        expect(store.put(first.data(), first.size).cause == StoreFault::Cause::Nothing, "another is taken");
        expect(other.enter().table() != guard.table(), "who comes now has it");
        expect(guard.table()->view().program.fingerprint == before, "who was inside keeps the one before");
        expect(store.collect() == 1, "which is not freed");
    }
    expect(store.collect() == 0, "until nobody reads it");
    Store narrow({&facts, {1, 1, 1, 1, 1}, 1});
    expect(narrow.put(first.data(), first.size).cause == StoreFault::Cause::Memory,
           "too large for its readers");
    Store unbound;
    expect(unbound.put(third.data(), third.size).cause == StoreFault::Cause::Nothing,
           "nobody's facts are asked");
}

/// Reads a table after its guard has gone and another one has come.
void without_guard(const File& first, const File& second) {
    Store store;
    store.put(first.data(), first.size);
    std::atomic<const StoredTable*> kept{nullptr};
    std::atomic<bool> swapped{false};
    std::thread careless([&] {
        const Store::Reader reader(store);
        kept.store(reader.enter().table(), std::memory_order_relaxed);
        while (!swapped.load(std::memory_order_relaxed))
            std::this_thread::yield();
        std::printf("%u\n", kept.load(std::memory_order_relaxed)->view().program.op_count);
    });
    while (kept.load(std::memory_order_relaxed) == nullptr)
        std::this_thread::yield();
    store.put(second.data(), second.size);
    swapped.store(true, std::memory_order_relaxed);
    careless.join();
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 2) return 2;
    const std::string folder = std::string(arguments[1]) + "/";
    const File first(folder + "first.table"), second(folder + "second.table"), third(folder + "third.table");
    if (count > 2) {
        without_guard(first, second);
        return 0;
    }
    const OpenedTable own = open_table(first.data(), first.size);
    expect(static_cast<bool>(own), "the first table can be opened");
    if (!own) return 1;
    says_why_not(first, second, third, own.table.program);
    swaps_while_others_decide(first, second, own.table.program);
    return failures == 0 ? 0 : 1;
}
