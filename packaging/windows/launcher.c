/* The programs of Clausewright on Windows: each starts the Python beside it with the module `app`. With -DWINDOWS and
   -mwindows it opens no console. `-X launcher=…` tells the program that it has an executable of its own, and
   whether anybody sees what it prints. */
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include <wchar.h>
#include <stdlib.h>
#include <stdio.h>

typedef int (*Main)(int, wchar_t **);

#define LONGEST 32768
#ifdef WINDOWS
#define KIND L"window"
#else
#define KIND L"console"
#endif

static int stop(const wchar_t *told) {
#ifdef WINDOWS
    MessageBoxW(NULL, told, L"Clausewright", MB_ICONERROR);
#else
    fwprintf(stderr, L"clausewright: %ls\n", told);
#endif
    return 70;
}

int wmain(int count, wchar_t **words) {
    static wchar_t place[LONGEST + 32];
    static wchar_t *own[] = {L"-X", L"launcher=" KIND, L"-m", L"app"};
    /* As long as a program runs the installer sees this and waits: nothing is replaced under it. */
    CreateMutexW(NULL, FALSE, L"Local\\Clausewright");
    int n = 0, known = sizeof own / sizeof *own;
    DWORD length = GetModuleFileNameW(NULL, place, LONGEST);
    if (!length || length >= LONGEST) return stop(L"The program does not find its own place.");
    wcscpy(wcsrchr(place, L'\\') + 1, RUNTIME);
    HMODULE python = LoadLibraryExW(place, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    Main run = python ? (Main)(void *)GetProcAddress(python, "Py_Main") : NULL;
    if (!run) return stop(L"A part of the program is missing: " RUNTIME L". Install it anew.");
    wchar_t **all = calloc(count + known + 1, sizeof *all);
    if (!all) return stop(L"There is not enough memory.");
    all[n++] = words[0];
    for (int i = 0; i < known; i++) all[n++] = own[i];
    for (int i = 1; i < count; i++) all[n++] = words[i];
    return run(n, all);
}

#ifdef WINDOWS
int WINAPI wWinMain(HINSTANCE a, HINSTANCE b, wchar_t *c, int d) {
    (void)a; (void)b; (void)c; (void)d;
    return wmain(__argc, __wargv);
}
#endif
