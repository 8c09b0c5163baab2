// The flagship steps in C++: "eigen", as one writes them with Eigen, in two passes over the data; and "onepass", by hand,
// reading each row of the data once a step, where that differs.
//
//   steps eigen|onepass FOLDER check|MILLISECONDS
//
// check writes the factors after ten steps; otherwise the least time of a step is printed for each case.
#include <Eigen/Dense>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <functional>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Vector = Eigen::VectorXd;
using View = Eigen::Map<Matrix>;
using Line = Eigen::Map<Vector>;

typedef double Four __attribute__((vector_size(32), aligned(8)));

static Four at(const double *p) { return *reinterpret_cast<const Four *>(p); }
static double total(Four s) { return (s[0] + s[2]) + (s[1] + s[3]); }

/// R rows of the data: their residuals, then their share of the gradient while they are in the cache.
template <int R>
static void rows(int d, const double *z, const double *w, const double *y, double *g) {
    Four s[R] = {};
    int end = d & -4;
    for (int j = 0; j < end; j += 4) {
        Four v = at(w + j);
        for (int i = 0; i < R; i++) s[i] += at(z + size_t(i) * d + j) * v;
    }
    double r[R];
    for (int i = 0; i < R; i++) {
        r[i] = total(s[i]) - y[i];
        for (int j = end; j < d; j++) r[i] += z[size_t(i) * d + j] * w[j];
    }
    for (int j = 0; j < end; j += 4) {
        Four v = at(g + j);
        for (int i = 0; i < R; i++) v += at(z + size_t(i) * d + j) * r[i];
        *reinterpret_cast<Four *>(g + j) = v;
    }
    for (int j = end; j < d; j++)
        for (int i = 0; i < R; i++) g[j] += z[size_t(i) * d + j] * r[i];
}

static void onePass(int n, int d, const double *z, const double *w, const double *y, double *g) {
    std::fill(g, g + d, 0.0);
    int i = 0;
    if (d <= 3072)
        for (; i + 8 <= n; i += 8) rows<8>(d, z + size_t(i) * d, w, y + i, g);
    for (; i + 4 <= n; i += 4) rows<4>(d, z + size_t(i) * d, w, y + i, g);
    for (; i < n; i++) rows<1>(d, z + size_t(i) * d, w, y + i, g);
}

struct Case {
    std::string name, kind;
    int p[4];
    double eta;
    std::vector<double> data;
    double *theta;
    int factors;
    std::function<void()> step;
};

static void diagonal(Case &c, bool hand) {
    int n = c.p[0], d = c.p[1], depth = c.p[2];
    double *z = c.data.data(), *y = z + size_t(n) * d;
    c.theta = y + n;
    c.factors = 2 * d;
    double *theta = c.theta, eta = c.eta;
    auto w = std::make_shared<Vector>(d);
    auto g = std::make_shared<Vector>(d);
    auto r = std::make_shared<Vector>(n);
    c.step = [=] {
        Line u(theta, d), v(theta + d, d);
        if (depth == 2) *w = u.array().square() - v.array().square();
        else *w = u.array().square().square() - v.array().square().square();
        if (hand) {
            onePass(n, d, z, w->data(), y, g->data());
        } else {
            View Z(z, n, d);
            *r = Line(y, n) * -1.0;
            r->noalias() += Z * *w;
            g->noalias() = Z.transpose() * *r;
        }
        if (depth == 2) {
            u.array() -= eta * 2 * u.array() * g->array();
            v.array() += eta * 2 * v.array() * g->array();
        } else {
            u.array() -= eta * 4 * u.array().cube() * g->array();
            v.array() += eta * 4 * v.array().cube() * g->array();
        }
    };
}

static void symmetric(Case &c, bool hand) {
    int n = c.p[0], d = c.p[1], rank = c.p[2];
    double *a = c.data.data(), *y = a + size_t(n) * d * d;
    c.theta = y + n;
    c.factors = d * rank;
    double *theta = c.theta, eta = c.eta;
    auto w = std::make_shared<Matrix>(d, d);
    auto g = std::make_shared<Matrix>(d, d);
    auto r = std::make_shared<Vector>(n);
    auto slope = std::make_shared<Matrix>(d, rank);
    c.step = [=] {
        View U(theta, d, rank);
        w->noalias() = U * U.transpose();
        if (hand) {
            onePass(n, d * d, a, w->data(), y, g->data());
        } else {
            View A(a, n, d * d);
            *r = Line(y, n) * -1.0;
            r->noalias() += A * Line(w->data(), d * d);
            Line(g->data(), d * d).noalias() = A.transpose() * *r;
        }
        slope->noalias() = *g * U;
        slope->noalias() += g->transpose() * U;
        U -= eta * *slope;
    };
}

static void adapter(Case &c, bool) {
    int n = c.p[0], m = c.p[1], rank = c.p[2];
    double *fixed = c.data.data(), *target = fixed + n * m;
    c.theta = target + n * m;
    c.factors = rank * (n + m);
    double *theta = c.theta, eta = c.eta;
    auto g = std::make_shared<Matrix>(n, m);
    auto slopeB = std::make_shared<Matrix>(n, rank);
    auto slopeA = std::make_shared<Matrix>(rank, m);
    c.step = [=] {
        View B(theta, n, rank), A(theta + n * rank, rank, m);
        *g = View(fixed, n, m) - View(target, n, m);
        g->noalias() += B * A;
        slopeB->noalias() = *g * A.transpose();
        slopeA->noalias() = B.transpose() * *g;
        B -= eta * *slopeB;
        A -= eta * *slopeA;
    };
}

static void relu(Case &c, bool) {
    int n = c.p[0], inputs = c.p[1], hidden = c.p[2];
    double *x = c.data.data(), *y = x + n * inputs;
    c.theta = y + n;
    c.factors = hidden * (inputs + 1);
    double *theta = c.theta, eta = c.eta;
    auto h = std::make_shared<Matrix>(n, hidden);
    auto up = std::make_shared<Matrix>(n, hidden);
    auto r = std::make_shared<Vector>(n);
    auto slopeW = std::make_shared<Matrix>(hidden, inputs);
    auto slopeA = std::make_shared<Vector>(hidden);
    c.step = [=] {
        View X(x, n, inputs), W(theta, hidden, inputs);
        Line a(theta + hidden * inputs, hidden);
        h->noalias() = X * W.transpose();
        *h = h->cwiseMax(0.0);
        *r = Line(y, n) * -1.0;
        r->noalias() += *h * a;
        *r /= n;
        slopeA->noalias() = h->transpose() * *r;
        up->noalias() = *r * a.transpose();
        up->array() *= (h->array() > 0).cast<double>();
        slopeW->noalias() = up->transpose() * X;
        W -= eta * *slopeW;
        a -= eta * *slopeA;
    };
}

static void attention(Case &c, bool) {
    int n = c.p[0], length = c.p[1], d = c.p[2], outputs = c.p[3];
    double *tokens = c.data.data(), *queries = tokens + n * length * d, *y = queries + n * d;
    c.theta = y + n * outputs;
    c.factors = d * d + outputs * d;
    double *theta = c.theta, eta = c.eta;
    auto keys = std::make_shared<Matrix>(n, d);
    auto p = std::make_shared<Matrix>(n, length);
    auto context = std::make_shared<Matrix>(n, d);
    auto r = std::make_shared<Matrix>(n, outputs);
    auto slope = std::make_shared<Matrix>(n, d);
    auto pull = std::make_shared<Matrix>(n, d);
    auto slopeW = std::make_shared<Matrix>(d, d);
    auto slopeV = std::make_shared<Matrix>(outputs, d);
    auto s = std::make_shared<Vector>(length);
    c.step = [=] {
        View W(theta, d, d), V(theta + d * d, outputs, d), Q(queries, n, d);
        keys->noalias() = Q * W.transpose();
        for (int i = 0; i < n; i++) {
            View X(tokens + i * length * d, length, d);
            s->noalias() = X * keys->row(i).transpose();
            double largest = s->maxCoeff();
            *s = (s->array() - largest).exp();
            *s /= s->sum();
            p->row(i) = s->transpose();
            context->row(i).noalias() = s->transpose() * X;
        }
        *r = -View(y, n, outputs);
        r->noalias() += *context * V.transpose();
        *r /= n;
        slopeV->noalias() = r->transpose() * *context;
        slope->noalias() = *r * V;
        for (int i = 0; i < n; i++) {
            View X(tokens + i * length * d, length, d);
            s->noalias() = X * slope->row(i).transpose();
            double mean = context->row(i).dot(slope->row(i));
            *s = (s->array() - mean) * p->row(i).transpose().array();
            pull->row(i).noalias() = s->transpose() * X;
        }
        slopeW->noalias() = pull->transpose() * Q;
        W -= eta * *slopeW;
        V -= eta * *slopeV;
    };
}

static double least(const std::function<void()> &step, double milliseconds) {
    using clock = std::chrono::steady_clock;
    auto seconds = [](clock::duration d) { return std::chrono::duration<double>(d).count(); };
    auto begin = clock::now();
    step();
    int repeats = std::max(1, int(3e-4 / std::max(1e-9, seconds(clock::now() - begin))));
    double best = 1e9;
    while (seconds(clock::now() - begin) < milliseconds / 1e3) {
        auto from = clock::now();
        for (int i = 0; i < repeats; i++) step();
        best = std::min(best, seconds(clock::now() - from) / repeats);
    }
    return best * 1e6;
}

int main(int count, char **words) {
    if (count != 4) {
        std::cerr << "usage: steps eigen|onepass FOLDER check|MILLISECONDS\n";
        return 2;
    }
    bool hand = std::string(words[1]) == "onepass";
    std::string folder = words[2], mode = words[3];
    std::ifstream list(folder + "/cases.txt");
    std::string line;
    while (std::getline(list, line)) {
        std::istringstream in(line);
        Case c;
        in >> c.name >> c.kind >> c.p[0] >> c.p[1] >> c.p[2] >> c.p[3] >> c.eta;
        std::ifstream file(folder + "/" + c.name + ".bin", std::ios::binary | std::ios::ate);
        c.data.resize(file.tellg() / 8);
        file.seekg(0);
        file.read(reinterpret_cast<char *>(c.data.data()), c.data.size() * 8);
        if (hand && c.kind != "diagonal" && c.kind != "symmetric") continue;
        if (c.kind == "diagonal") diagonal(c, hand);
        else if (c.kind == "symmetric") symmetric(c, hand);
        else if (c.kind == "adapter") adapter(c, hand);
        else if (c.kind == "relu") relu(c, hand);
        else attention(c, hand);
        if (mode == "check") {
            for (int i = 0; i < 10; i++) c.step();
            std::ofstream out(folder + "/" + c.name + "." + words[1], std::ios::binary);
            out.write(reinterpret_cast<char *>(c.theta), 8 * c.factors);
        } else {
            printf("%s %.4f\n", c.name.c_str(), least(c.step, std::stod(mode)));
            fflush(stdout);
        }
    }
}
