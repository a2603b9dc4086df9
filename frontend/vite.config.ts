import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  resolve: {
    alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) },
  },
  css: {
    preprocessorOptions: {
      // The NHS design system still names its own deprecated settings.
      scss: { quietDeps: true, loadPaths: ['node_modules'] },
    },
  },
  server: {
    // The address of a running server; `bandwise serve` listens on 8080 unless it is told otherwise.
    proxy: { '/api': process.env.BANDWISE_BASE_URL ?? 'http://127.0.0.1:8080' },
  },
  build: {
    // The server's content security policy allows only files of its own, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    target: 'es2022',
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/testing/setup.ts'],
    // A machine that builds at the same time is slow, not wrong.
    testTimeout: 30_000,
  },
});
