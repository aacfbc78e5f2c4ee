#include "daemon/store/store.hpp"

#include <mutex>
#include <vector>

#include <boost/asio/post.hpp>

#include "daemon/runtime/log.hpp"

namespace watchword::store {

namespace {

// Enough to share one fdatasync among many, few enough that a commit stays short: a crash takes back no more than that,
// and nobody waits long for the jobs before his.
constexpr std::size_t batch_max = 512;
constexpr int batch_changes_max = 4000;  // rows

Failure failure_of(const std::exception& thrown, const Connection& connection) {
    const auto* refused = dynamic_cast<const SqliteError*>(&thrown);
    if (!refused) return {std::string("a job on the database broke off: ") + thrown.what()};
    const SqliteError& error = *refused;
    std::string file = sqlite3_db_filename(connection.handle(), "main");
    std::string todo;
    switch (error.code() & 0xff) {
        case SQLITE_FULL:
            todo = "make room on the disk that holds " + file;
            break;
        case SQLITE_IOERR:
            todo = "see whether the disk that holds " + file + " is full (df) or failing (dmesg)";
            break;
        case SQLITE_READONLY:
        case SQLITE_CANTOPEN:
        case SQLITE_PERM:
            todo = "see that watchword may write " + file + " and its directory";
            break;
        case SQLITE_BUSY:
            todo = "end the program that keeps " + file + " locked (`fuser " + file + "` names it)";
            break;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return {file + ": " + error.what() + ": stop watchword and bring back a backup (watchword restore)"};
        default:
            return {error.what()};
    }
    return {std::string(error.what()) + ": " + todo + "; until then it is tried again and nothing is lost"};
}

}  // namespace

// Shared with the disk executor, so that a batch under way outlives a Store that is let go.
struct Store::State : std::enable_shared_from_this<State> {
    std::unique_ptr<Connection> connection;  // disk executor only
    asio::any_io_executor loop, disk;
    std::mutex mutex;
    std::deque<Task> waiting;        // guarded by mutex
    bool running = false;            // guarded by mutex: a batch is posted or under way
    std::optional<Failure> trouble;  // loop only

    struct Done {
        Task task;
        std::optional<Failure> failure;
    };

    void run_batch() {
        std::vector<Done> batch;
        try {
            std::optional<Transaction> transaction;
            std::optional<Failure> shut;  // no transaction can be begun
            int before = sqlite3_total_changes(connection->handle());
            while (batch.size() < batch_max &&
                   sqlite3_total_changes(connection->handle()) - before < batch_changes_max) {
                auto task = next();
                if (!task) break;
                Done& done = batch.emplace_back(Done{std::move(*task), std::nullopt});
                if (done.task.writes && !transaction && !shut) shut = begin(transaction);
                if (done.task.writes && shut)
                    done.failure = shut;  // what waits for the lock of another program has waited long by now
                else
                    run_one(done);
            }
            if (transaction) transaction->commit();
        } catch (const SqliteError& error) {
            for (Done& done : batch) done.failure = failure_of(error, *connection);
        }
        bool more = false;
        {
            std::lock_guard lock(mutex);
            more = running = !waiting.empty();
        }
        asio::post(loop, [self = shared_from_this(), batch = std::make_shared<std::vector<Done>>(std::move(batch))] {
            for (Done& done : *batch) {
                if (done.task.writes) self->note(done.failure);
                done.task.done(done.failure ? &*done.failure : nullptr);
            }
        });
        if (more) post();
    }

    std::optional<Task> next() {
        std::lock_guard lock(mutex);
        if (waiting.empty()) return std::nullopt;
        Task task = std::move(waiting.front());
        waiting.pop_front();
        return task;
    }

    std::optional<Failure> begin(std::optional<Transaction>& transaction) {
        try {
            transaction.emplace(*connection);
            return std::nullopt;
        } catch (const SqliteError& error) {
            return failure_of(error, *connection);
        }
    }

    // A job that fails is undone alone, whatever it threw: a process that ended over it would meet it again after each
    // start. One that takes the whole transaction with it ends the batch.
    void run_one(Done& done) {
        if (!done.task.writes) {
            try {
                done.task.run(*connection);
            } catch (const std::exception& error) {
                done.failure = failure_of(error, *connection);
            }
            return;
        }
        connection->run("SAVEPOINT job");
        try {
            done.task.run(*connection);
            connection->run("RELEASE job");
        } catch (const std::exception& error) {
            if (sqlite3_get_autocommit(connection->handle())) throw;
            connection->run("ROLLBACK TO job");
            connection->run("RELEASE job");
            done.failure = failure_of(error, *connection);
        }
    }

    void note(const std::optional<Failure>& failure) {
        if (failure && !trouble) log::error({.event = "store.failed"}, failure->message);
        if (!failure && trouble) log::info({.event = "store.recovered"}, "the database can be written again");
        trouble = failure;
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

std::optional<Failure> Store::trouble() const {
    return state_->trouble;
}

}  // namespace watchword::store
