import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type Me, meQuery } from "@/api/me";
import { request } from "@/api/request";

export interface Credentials {
  email: string;
  password: string;
}

export function useSignIn() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Credentials) => request<Me>("POST", "sign-in/", { body }),
    onSuccess: (me) => {
      queryClient.clear();
      queryClient.setQueryData(meQuery.queryKey, me);
    },
  });
}
