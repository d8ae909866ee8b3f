#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <map>
#include <mutex>
#include <new>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace tenet::compiler {

/// Reads pieces on one thread, works on them on several, and takes what was made of them on the calling one, in the order in
/// which they were read. So much is under way at a time as the threads need and no more, however slow one of them is.
template <class Piece, class Made>
class Pipeline {
  public:
    struct Steps {
        std::function<bool(Piece&)> read;            ///< false at the end
        std::function<Made(unsigned, Piece&)> work;  ///< given the number of the worker, from 0
        std::function<bool(Made&)> take;             ///< false stops everything
        std::function<void()> cancel;                ///< lets a `read` that waits come back at once
    };

    Pipeline(unsigned workers, Steps steps) : workers_(workers), steps_(std::move(steps)) {}

    /// Runs until all is taken or `take` stops it. What any step throws comes out of here, once all threads have ended. False if the
    /// system gives too few threads: one that reads and one that works.
    bool run() {
        std::vector<std::thread> threads;
        threads.reserve(std::size_t{workers_} + 1);
        make(threads);
        const bool enough = threads.size() > 1;
        if (enough) guarded([this] { take_all(); });
        stop({});
        steps_.cancel();
        for (std::thread& each : threads)
            each.join();
        if (fault_) std::rethrow_exception(fault_);
        return enough;
    }

  private:
    using Lock = std::unique_lock<std::mutex>;

    /// Makes the threads, or fewer workers where the system gives no more.
    void make(std::vector<std::thread>& threads) {
        try {
            threads.emplace_back([this] { guarded([this] { read_all(); }); });
            for (unsigned i = 0; i < workers_; ++i)
                threads.emplace_back([this, i] { guarded([this, i] { work_on(i); }); });
        } catch (const std::system_error&) {
        } catch (const std::bad_alloc&) {
        }
    }

    template <class Step>
    void guarded(const Step& step) {
        try {
            step();
        } catch (...) {
            stop(std::current_exception());
        }
    }

    void stop(std::exception_ptr fault) {
        const Lock lock(mutex_);
        stopped_ = true;
        if (fault && !fault_) fault_ = std::move(fault);
        changed_.notify_all();
    }

    void read_all() {
        for (;;) {
            {
                Lock lock(mutex_);
                changed_.wait(lock, [this] { return stopped_ || read_ - taken_ < most_under_way(); });
                if (stopped_) return;
            }
            Piece piece;
            const bool more = steps_.read(piece);
            const Lock lock(mutex_);
            if (more)
                waiting_.emplace_back(read_++, std::move(piece));
            else
                ended_ = true;
            changed_.notify_all();
            if (!more) return;
        }
    }

    void work_on(unsigned worker) {
        for (;;) {
            Lock lock(mutex_);
            changed_.wait(lock, [this] { return stopped_ || ended_ || !waiting_.empty(); });
            if (stopped_ || waiting_.empty()) return;
            auto [number, piece] = std::move(waiting_.front());
            waiting_.pop_front();
            lock.unlock();
            Made made = steps_.work(worker, piece);
            lock.lock();
            made_.emplace(number, std::move(made));
            changed_.notify_all();
        }
    }

    void take_all() {
        for (;;) {
            Lock lock(mutex_);
            changed_.wait(
                lock, [this] { return stopped_ || made_.contains(taken_) || (ended_ && taken_ == read_); });
            if (stopped_ || !made_.contains(taken_)) return;
            auto next = made_.extract(taken_);
            ++taken_;
            changed_.notify_all();
            lock.unlock();
            if (!steps_.take(next.mapped())) return;
        }
    }

    std::size_t most_under_way() const { return 2 * std::size_t{workers_} + 2; }

    unsigned workers_;
    Steps steps_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::pair<std::size_t, Piece>> waiting_;
    std::map<std::size_t, Made> made_;
    std::size_t read_ = 0, taken_ = 0;
    bool ended_ = false, stopped_ = false;
    std::exception_ptr fault_;
};

}  // namespace tenet::compiler
