// The one place where Beast's function bodies are compiled; everywhere else its headers only declare them.
#include <boost/beast/src.hpp>
