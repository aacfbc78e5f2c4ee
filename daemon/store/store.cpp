#include "daemon/store/store.hpp"

#include <boost/asio/post.hpp>

#include <atomic>
#include <mutex>
#include <vector>

namespace watchword::store {

namespace {

// Enough to share one fdatasync among many, few enough that a commit stays short.
constexpr std::size_t batch_max = 512;

}  // namespace

// Shared with the disk executor, so that a batch under way outlives a Store that is let go.
struct Store::State : std::enable_shared_from_this<State> {
    std::unique_ptr<Connection> connection;  // disk executor only
    asio::any_io_executor loop, disk;
    std::mutex mutex;
    std::deque<Task> waiting;  // guarded by mutex
    bool running = false;      // guarded by mutex: a batch is posted or under way
    std::atomic<std::uint64_t> batches{0};

    struct Done {
        Task task;
        std::optional<Failure> failure;
    };

    void run_batch() {
        std::vector<Done> batch;
        {
            std::lock_guard lock(mutex);
            while (!waiting.empty() && batch.size() < batch_max) {
                batch.push_back({std::move(waiting.front()), std::nullopt});
                waiting.pop_front();
            }
        }
        bool writes = false;
        for (const Done& done : batch) writes = writes || done.task.writes;
        try {
            if (writes) {
                Transaction transaction(*connection);
                for (Done& done : batch) run_one(done);
                transaction.commit();
            } else {
                for (Done& done : batch) run_one(done);
            }
        } catch (const SqliteError& error) {
            for (Done& done : batch) done.failure = Failure{error.what(), error.out_of_space()};
        }
        ++batches;
        bool more = false;
        {
            std::lock_guard lock(mutex);
            more = running = !waiting.empty();
        }
        asio::post(loop, [batch = std::make_shared<std::vector<Done>>(std::move(batch))] {
            for (Done& done : *batch) done.task.done(done.failure ? &*done.failure : nullptr);
        });
        if (more) post();
    }

    // A job that fails is undone alone; one that takes the whole transaction with it ends the batch.
    void run_one(Done& done) {
        if (!done.task.writes) {
            try {
                done.task.run(*connection);
            } catch (const SqliteError& error) {
                done.failure = Failure{error.what(), error.out_of_space()};
            }
            return;
        }
        connection->run("SAVEPOINT job");
        try {
            done.task.run(*connection);
            connection->run("RELEASE job");
        } catch (const SqliteError& error) {
            if (sqlite3_get_autocommit(connection->handle())) throw;
            connection->run("ROLLBACK TO job");
            connection->run("RELEASE job");
            done.failure = Failure{error.what(), error.out_of_space()};
        }
    }

    void post() {
        asio::post(disk, [self = shared_from_this()] { self->run_batch(); });
    }
};

Store::Store(std::unique_ptr<Connection> connection, asio::any_io_executor loop, asio::any_io_executor disk)
    : state_(std::make_shared<State>()) {
    state_->connection = std::move(connection);
    state_->loop = std::move(loop);
    state_->disk = std::move(disk);
}

void Store::enqueue_task(Task task) {
    bool start = false;
    {
        std::lock_guard lock(state_->mutex);
        state_->waiting.push_back(std::move(task));
        start = !std::exchange(state_->running, true);
    }
    if (start) state_->post();
}

std::size_t Store::queued() const {
    std::lock_guard lock(state_->mutex);
    return state_->waiting.size();
}

std::uint64_t Store::batches() const { return state_->batches; }

}  // namespace watchword::store
