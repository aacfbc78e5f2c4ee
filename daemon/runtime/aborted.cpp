#include "daemon/runtime/aborted.hpp"

#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>

namespace watchword::runtime {

void throw_aborted() {
    throw boost::system::system_error(boost::asio::error::operation_aborted);
}

bool is_aborted(const std::exception_ptr& error) {
    try {
        std::rethrow_exception(error);
    } catch (const boost::system::system_error& caught) {
        return caught.code() == boost::asio::error::operation_aborted;
    } catch (...) {
        return false;
    }
}

}  // namespace watchword::runtime
