// The one place where Asio's function bodies are compiled; everywhere else its headers only declare them.
#include <boost/asio/impl/src.hpp>
