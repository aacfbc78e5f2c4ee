#pragma once

namespace watchword::cli {

// Does what the command line says; returns the exit code.
int main_of(int argc, char** argv);

}  // namespace watchword::cli
