// Gradient descent of many diagonal networks w = u*u - v*v, in C++: cells side by side in blocks of 8, so that the compiler
// makes vectors of the loops over them; threads take blocks from one counter. Input and output as diagonal_sweep.py; the third
// argument is the number of threads.
//
//     g++ -O3 -march=native -ffast-math -pthread diagonal_sweep.cpp -o diagonal_sweep
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <thread>
#include <vector>

constexpr int lanes = 8;

template <int n, int d>
void block(const double* Z, const double* y, double target, const double* axes, long* steps, double* last) {
    double u[d][lanes], v[d][lanes], w[d][lanes], r[n][lanes], h[lanes], loss[lanes];
    bool live[lanes];
    for (int c = 0; c < lanes; c++) {
        h[c] = 2 * axes[2 * c + 1];
        live[c] = true;
        for (int j = 0; j < d; j++) {
            u[j][c] = v[j][c] = axes[2 * c];
            w[j][c] = 0;
        }
        for (int i = 0; i < n; i++) r[i][c] = -y[i];
    }
    int left = lanes;
    for (long k = 1; left > 0; k++) {
        for (int j = 0; j < d; j++) {
            double g[lanes] = {};
            for (int i = 0; i < n; i++)
                for (int c = 0; c < lanes; c++) g[c] += Z[i * d + j] * r[i][c];
            for (int c = 0; c < lanes; c++) {
                u[j][c] -= h[c] * u[j][c] * g[c];
                v[j][c] += h[c] * v[j][c] * g[c];
                w[j][c] = (u[j][c] - v[j][c]) * (u[j][c] + v[j][c]);
            }
        }
        for (int c = 0; c < lanes; c++) loss[c] = 0;
        for (int i = 0; i < n; i++) {
            double s[lanes];
            for (int c = 0; c < lanes; c++) s[c] = -y[i];
            for (int j = 0; j < d; j++)
                for (int c = 0; c < lanes; c++) s[c] += Z[i * d + j] * w[j][c];
            for (int c = 0; c < lanes; c++) {
                r[i][c] = s[c];
                loss[c] += s[c] * s[c];
            }
        }
        double least = loss[0];
        for (int c = 1; c < lanes; c++) least = loss[c] < least ? loss[c] : least;
        if (0.5 * least > target) continue;
        for (int c = 0; c < lanes; c++)
            if (live[c] && 0.5 * loss[c] <= target) {
                live[c] = false;
                left--;
                steps[c] = k;
                last[c] = 0.5 * loss[c];
            }
    }
}

int main(int argc, char** argv) {
    std::ifstream in(argv[1]);
    int n, d, cells;
    double target;
    in >> n >> d >> cells >> target;
    if (n != 4 || d != 8 || cells % lanes != 0) {
        std::fprintf(stderr, "compiled for 4 x 8 and a multiple of 8 cells\n");
        return 1;
    }
    std::vector<double> Z(n * d), y(n), axes(2 * cells), last(cells);
    std::vector<long> steps(cells);
    for (double& x : Z) in >> x;
    for (double& x : y) in >> x;
    for (double& x : axes) in >> x;
    std::clock_t worked = std::clock();
    auto begin = std::chrono::steady_clock::now();
    std::atomic<int> next{0};
    auto work = [&] {
        for (int b; (b = next.fetch_add(lanes)) < cells;)
            block<4, 8>(Z.data(), y.data(), target, &axes[2 * b], &steps[b], &last[b]);
    };
    std::vector<std::thread> threads;
    for (int t = 1; t < (argc > 3 ? std::atoi(argv[3]) : 1); t++) threads.emplace_back(work);
    work();
    for (auto& t : threads) t.join();
    long sum = 0;
    for (long s : steps) sum += s;
    std::printf("%.4f %ld %.4f\n", std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(), sum,
                double(std::clock() - worked) / CLOCKS_PER_SEC);
    if (argc > 2 && argv[2][0]) {
        FILE* out = std::fopen(argv[2], "w");
        for (int c = 0; c < cells; c++) std::fprintf(out, "%ld %.17g\n", steps[c], last[c]);
        std::fclose(out);
    }
}
