#pragma once

#include "tenet/binding.hpp"
#include "tenet/decide_table.hpp"
#include "tenet/table_file.hpp"

#include <atomic>
#include <cstring>
#include <memory>
#include <new>

/// The table in force, while others decide by it: a service takes a new one without stopping. Unlike the rest of the runtime this header
/// uses the heap, though only where a table is put in force; who decides takes no lock, allocates nothing and waits for nobody.
///
///     Store store({&own::program});                       // the facts that this service writes down
///     const StoreFault fault = store.put(bytes, size);    // one thread at a time; the table before stays in force if it is refused
///
///     Store::Reader reader(store);                        // one for each thread that decides
///     const Store::Guard guard = reader.enter();          // the table stays as it is until the guard goes
///     if (guard.table() != nullptr) decide_table(guard.table()->source(slots), 0, buffers, masks);
namespace tenet {

/// What those who decide have: a table that asks for more is refused.
struct StoreNeeds {
    const Program* facts =
        nullptr;  ///< whose facts they write down; null: those of each table as it numbers them
    TableSizes most{UINT32_MAX, UINT32_MAX, UINT32_MAX, UINT32_MAX, UINT32_MAX};  ///< the memory of each
    std::uint32_t readers = 64;  ///< so many decide at once at most
};

/// Why a table was not put in force.
struct StoreFault {
    enum class Cause : std::uint8_t {
        Nothing,   ///< it is in force
        Table,     ///< `table` says what is wrong with it
        Binding,   ///< `binding` says what it asks for that those who decide do not have
        Memory,    ///< a question needs more memory than those who decide have
        NoMemory,  ///< there is none left to keep it in
    };
    Cause cause = Cause::Nothing;
    TableFault table;
    BindingFault::Cause binding = BindingFault::Cause::Nothing;
    char fact[128] = {}, field[128] = {};  ///< names that `binding` is about; longer ones are cut off
};

/// What is wrong in a few words.
constexpr const char* text_of(const StoreFault& fault, Lang lang) {
    const bool zh = lang == Lang::zh;
    switch (fault.cause) {
    case StoreFault::Cause::Nothing: return text_of(TableError::Nothing, lang);
    case StoreFault::Cause::Table: return text_of(fault.table.error, lang);
    case StoreFault::Cause::Binding: return text_of(fault.binding, lang);
    case StoreFault::Cause::Memory:
        return zh ? "规则表需要的内存超过了约定的上限" : "the table needs more memory than was agreed upon";
    case StoreFault::Cause::NoMemory: return zh ? "内存不足" : "there is no memory left";
    }
    return "";
}

/// A table that a store keeps.
class StoredTable {
  public:
    const TableView& view() const { return view_; }
    const TableSizes& sizes() const { return sizes_; }
    /// An applicant's facts, numbered as those who decide number them, as this table reads them.
    SlotSource source(const Slots& slots) const {
        return {view_.program, slots, binding_.facts == nullptr ? nullptr : &binding_};
    }

  private:
    friend class Store;
    std::unique_ptr<std::uint64_t[]> words_;
    std::unique_ptr<std::uint32_t[]> places_;
    TableView view_;
    TableSizes sizes_{};
    Binding binding_{};
    std::uint64_t retired_ = 0;    ///< the epoch in which it was in force last
    StoredTable* next_ = nullptr;  ///< another one that is no longer in force
};

/// See above. `put` and `collect` are called by one thread at a time.
class Store {
    /// On a line of memory of its own: those who decide write nothing that others read often.
    struct alignas(64) Place {
        std::atomic<std::uint64_t> epoch{0};  ///< in which its reader entered; 0: it is not inside
        std::atomic<bool> taken{false};
    };

  public:
    explicit Store(const StoreNeeds& needs = {})
        : needs_(needs), places_(new (std::nothrow) Place[needs.readers]),
          place_count_(places_ == nullptr ? 0 : needs.readers) {}
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;
    /// Nobody decides any more.
    ~Store() {
        delete current_.load();
        for (StoredTable* each = retired_; each != nullptr;) {
            const std::unique_ptr<StoredTable> gone(each);
            each = each->next_;
        }
    }

    /// Puts a copy of a table in force, if it may be; otherwise the one before stays.
    StoreFault put(const std::byte* bytes, std::uint64_t size) noexcept {
        std::unique_ptr<StoredTable> table(new (std::nothrow) StoredTable);
        StoreFault fault;
        fault.cause = StoreFault::Cause::NoMemory;
        if (table != nullptr) fault = fill(*table, bytes, size);
        if (fault.cause != StoreFault::Cause::Nothing) return fault;
        StoredTable* const before = current_.exchange(table.release());
        // Who still reads `before` entered in this epoch or an earlier one.
        const std::uint64_t epoch = epoch_.fetch_add(1);
        if (before != nullptr) {
            before->retired_ = epoch;
            before->next_ = retired_;
            retired_ = before;
        }
        collect();
        return fault;
    }

    /// Frees the tables that are no longer in force and that nobody reads; gives how many are left. `put` does so too.
    std::uint32_t collect() noexcept {
        std::uint64_t oldest = UINT64_MAX;
        for (std::uint32_t i = 0; i < place_count_; ++i) {
            const std::uint64_t epoch = places_[i].epoch.load();
            if (epoch != 0 && epoch < oldest) oldest = epoch;
        }
        std::uint32_t left = 0;
        for (StoredTable** link = &retired_; *link != nullptr;) {
            StoredTable* const table = *link;
            if (table->retired_ < oldest) {
                *link = table->next_;
                delete table;
            } else {
                link = &table->next_;
                ++left;
            }
        }
        return left;
    }

    /// Keeps the table in force as it is while it lives; goes before its reader.
    class Guard {
      public:
        Guard(const Guard&) = delete;
        Guard& operator=(const Guard&) = delete;
        ~Guard() {
            if (place_ != nullptr) place_->epoch.store(0, std::memory_order_release);
        }
        /// The table, or null while there is none in force.
        const StoredTable* table() const { return table_; }

      private:
        friend class Store;
        Guard(Place* place, const Store& store) : place_(place) {
            if (place == nullptr) return;
            // Written before the table is asked for: whoever takes it out of force afterwards sees that somebody is inside.
            place->epoch.store(store.epoch_.load());
            table_ = store.current_.load();
        }
        Place* place_;
        const StoredTable* table_ = nullptr;
    };

    /// A thread that decides, with a place in the store; it has one guard at a time.
    class Reader {
      public:
        explicit Reader(Store& store) : store_(store) {
            for (std::uint32_t i = 0; i < store.place_count_ && place_ == nullptr; ++i)
                if (!store.places_[i].taken.exchange(true)) place_ = &store.places_[i];
        }
        Reader(const Reader&) = delete;
        Reader& operator=(const Reader&) = delete;
        ~Reader() {
            if (place_ != nullptr) place_->taken.store(false);
        }
        /// False where all places were taken: its guards have no table.
        explicit operator bool() const { return place_ != nullptr; }
        Guard enter() const noexcept { return Guard(place_, store_); }

      private:
        const Store& store_;
        Place* place_ = nullptr;
    };

  private:
    StoreFault fill(StoredTable& table, const std::byte* bytes, std::uint64_t size) const noexcept {
        StoreFault fault;
        table.words_.reset(new (std::nothrow) std::uint64_t[size / 8 + 1]);
        fault.cause = StoreFault::Cause::NoMemory;
        if (table.words_ == nullptr) return fault;
        auto* const copy = reinterpret_cast<std::byte*>(table.words_.get());
        if (size != 0) std::memcpy(copy, bytes, size);
        const OpenedTable opened = open_table(copy, size);
        fault.cause = StoreFault::Cause::Table;
        fault.table = opened.fault;
        if (!opened) return fault;
        table.view_ = opened.table;
        table.sizes_ = table_sizes(opened.table.program);
        fault.cause = StoreFault::Cause::Memory;
        if (!fits(table.sizes_)) return fault;
        if (needs_.facts != nullptr) return bound(table);
        return {};
    }

    bool fits(const TableSizes& sizes) const {
        const TableSizes& most = needs_.most;
        return sizes.registers <= most.registers && sizes.columns <= most.columns &&
               sizes.value_columns <= most.value_columns && sizes.mask_words <= most.mask_words &&
               sizes.remedy_words <= most.remedy_words;
    }

    StoreFault bound(StoredTable& table) const noexcept {
        const Program& program = table.view_.program;
        StoreFault fault;
        const std::size_t facts = program.fact_count;
        table.places_.reset(new (std::nothrow) std::uint32_t[2 * facts + bound_fields(program) + 1]);
        fault.cause = StoreFault::Cause::NoMemory;
        if (table.places_ == nullptr) return fault;
        std::uint32_t* const first = table.places_.get();
        table.binding_ = {first, first + facts, first + 2 * facts};
        const BindingFault found = bind_table(*needs_.facts, program, table.binding_);
        if (found.cause == BindingFault::Cause::Nothing) return {};
        fault.cause = StoreFault::Cause::Binding;
        fault.binding = found.cause;
        copy_name(found.fact, fault.fact);
        copy_name(found.field, fault.field);
        return fault;
    }

    /// The table whose texts these are goes.
    template <std::size_t N>
    static void copy_name(const char* name, char (&to)[N]) {
        for (std::size_t i = 0; i + 1 < N && name[i] != '\0'; ++i)
            to[i] = name[i];
    }

    StoreNeeds needs_;
    std::unique_ptr<Place[]> places_;
    std::uint32_t place_count_;
    std::atomic<StoredTable*> current_{nullptr};
    std::atomic<std::uint64_t> epoch_{1};
    StoredTable* retired_ = nullptr;
};

}  // namespace tenet
